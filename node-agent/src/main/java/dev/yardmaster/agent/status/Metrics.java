package dev.yardmaster.agent.status;

import dev.yardmaster.agent.link.LeaseStatus;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.measure.EngineMetrics;
import dev.yardmaster.agent.supervise.Supervisor;
import dev.yardmaster.agent.weights.WeightsStore;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.deployment.InstanceState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The agent in Prometheus' text format, version 0.0.4. */
public final class Metrics {
    private final LeaseStatus lease;
    private final Supervisor supervisor;
    private final WeightsStore weights;
    private final StringBuilder page = new StringBuilder();

    private Metrics(LeaseStatus lease, Supervisor supervisor, WeightsStore weights) {
        this.lease = lease;
        this.supervisor = supervisor;
        this.weights = weights;
    }

    public static String page(LeaseStatus lease, Supervisor supervisor, WeightsStore weights) {
        return new Metrics(lease, supervisor, weights).render();
    }

    private String render() {
        gauge("yard_agent_lease_held", "Whether the lease is valid.", lease.isHeld() ? 1 : 0);
        gauge(
                "yard_agent_lease_age_seconds",
                "Since the last renewal.",
                lease.age().toMillis() / 1000.0);
        counter("yard_agent_lease_renewals_total", "Renewals that worked.", lease.renewals());
        counter("yard_agent_lease_failures_total", "Renewals that did not.", lease.failures());
        ObservationBatch seen = supervisor.observations();
        gauge("yard_agent_assignment_version", "What is worked towards.", seen.assignmentVersion());
        gauge(
                "yard_agent_models_held",
                "Complete models on disk.",
                seen.heldModels().size());
        instances(seen);
        weights(seen);
        long dropped = supervisor.logs().stream().mapToLong(EngineLog::dropped).sum();
        gauge("yard_agent_log_lines_dropped", "Lines of present instances that never reached the server.", dropped);
        page.append(EngineMetrics.page(supervisor.measured()));
        return page.toString();
    }

    private void instances(ObservationBatch seen) {
        Map<InstanceState, Long> byState = new TreeMap<>();
        Arrays.stream(InstanceState.values()).forEach(s -> byState.put(s, 0L));
        seen.observations().forEach(o -> byState.merge(o.condition().state(), 1L, Long::sum));
        head("yard_agent_instances", "Instances by state.", "gauge");
        byState.forEach((state, count) -> page.append("yard_agent_instances{state=\"")
                .append(state.name().toLowerCase(Locale.ROOT))
                .append("\"} ")
                .append(count)
                .append('\n'));
        int restarts =
                seen.observations().stream().mapToInt(Observation::restarts).sum();
        gauge("yard_agent_engine_restarts", "Unasked ends of engines of present instances.", restarts);
    }

    private void weights(ObservationBatch seen) {
        head("yard_agent_weights_fetched_bytes_total", "Bytes fetched by this process.", "counter");
        fetched("origin", weights.ledger().fromOrigins());
        fetched("peer", weights.ledger().fromPeers());
        gauge("yard_agent_weights_fetch_bytes_per_second", "Over the last seconds.", weights.bytesPerSecond());
        gauge("yard_agent_weights_store_bytes", "On disk.", seen.store().usedBytes());
        gauge(
                "yard_agent_weights_evictable_bytes",
                "Of models that nothing needs.",
                seen.store().evictableBytes());
        counter("yard_agent_weights_evictions_total", "Models removed to make room.", weights.evictions());
        counter(
                "yard_agent_events_dropped_total",
                "Events that never reached the server.",
                weights.events().dropped());
    }

    private void fetched(String source, long bytes) {
        page.append("yard_agent_weights_fetched_bytes_total{source=\"")
                .append(source)
                .append("\"} ")
                .append(bytes)
                .append('\n');
    }

    private void gauge(String name, String help, double value) {
        head(name, help, "gauge");
        page.append(name).append(' ').append(value).append('\n');
    }

    private void counter(String name, String help, double value) {
        head(name, help, "counter");
        page.append(name).append(' ').append(value).append('\n');
    }

    private void head(String name, String help, String type) {
        page.append("# HELP ").append(name).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
