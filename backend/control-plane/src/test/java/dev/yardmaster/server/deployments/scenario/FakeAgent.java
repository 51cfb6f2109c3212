package dev.yardmaster.server.deployments.scenario;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.JoinRequest;
import dev.yardmaster.contract.agent.JoinResponse;
import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.LogLine;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.agent.WeightsObservation;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.EngineReading;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An agent over real HTTP whose engines are make-believe: they become ready at once, unless the test says otherwise. It
 * renews its lease and reports until it is told to be silent.
 */
final class FakeAgent implements AutoCloseable {
    private static final long GIB = 1L << 30;

    final String node;
    final Map<String, InstanceState> engines = new ConcurrentHashMap<>();
    private final TestClient client;
    private final JsonMapper json;
    private final Map<String, String> labels;
    private final long memory;
    final Map<String, WeightsObservation> weights = new ConcurrentHashMap<>();
    private final Set<Integer> broken = ConcurrentHashMap.newKeySet();
    volatile StoreObservation store = StoreObservation.EMPTY;
    private volatile String credential = "";
    private volatile List<Accelerator> devices = List.of();
    private volatile Assignment assignment;
    volatile Map<String, Load> loads = Map.of();
    /** What engines say of their starts, by instance. */
    final Map<String, EngineStart> starts = new ConcurrentHashMap<>();

    final Map<String, List<InstanceAdapter>> adapters = new ConcurrentHashMap<>();
    volatile List<EngineReading> readings = List.of();
    private volatile boolean silent;
    private volatile boolean slow;
    private volatile boolean closed;
    private volatile int lastStatus;

    FakeAgent(TestClient client, JsonMapper json, String node, Map<String, String> labels, long memory) {
        this.client = client;
        this.json = json;
        this.node = node;
        this.labels = labels;
        this.memory = memory;
        this.assignment = new Assignment(node, 0, List.of(), List.of());
    }

    /** Joins with a fresh token and goes to work. */
    FakeAgent start() {
        HttpResponse<String> answer = join(client.token(KeyScope.NODE_JOIN));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        credential = client.read(answer, JoinResponse.class).credential();
        Thread.ofVirtual().name("agent-" + node).start(this::work);
        Thread.ofVirtual().name("lease-" + node).start(this::lease);
        return this;
    }

    HttpResponse<String> join(String token) {
        return joinWith(joinBody(token));
    }

    String joinBody(String token) {
        return json.writeValueAsString(new JoinRequest(token, node, labels, "test-1", inventory()));
    }

    HttpResponse<String> joinWith(String body) {
        return client.send(client.anonymous(AgentPaths.JOIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private Inventory inventory() {
        return new Inventory(
                node,
                "Linux",
                "amd64",
                "test",
                4,
                new TreeSet<>(Set.of("avx2", "fma", "f16c", "bmi2")),
                memory,
                memory,
                100 * GIB,
                100 * GIB,
                devices,
                List.of());
    }

    /** Tells of its devices when it joins, and again when they have changed. */
    FakeAgent devices(List<Accelerator> now) {
        devices = List.copyOf(now);
        if (!credential.isEmpty()) {
            HttpResponse<String> answer = client.send(client.anonymous(AgentPaths.INVENTORY)
                    .header("Authorization", "Bearer " + credential)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(json.writeValueAsString(inventory()))));
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(answer.body());
            }
        }
        return this;
    }

    void silent(boolean wanted) {
        silent = wanted;
    }

    /** Engines stay where they are on their way up. */
    void slow(boolean wanted) {
        slow = wanted;
    }

    /** Engines of this revision exit as soon as they have loaded. */
    void breaks(int revision) {
        broken.add(revision);
    }

    void crash(String instance) {
        engines.put(instance, InstanceState.FAILED);
    }

    int lastStatus() {
        return lastStatus;
    }

    Assignment assignment() {
        return assignment;
    }

    private void work() {
        while (!closed) {
            if (!silent) {
                poll();
                step();
                report();
            }
            pause();
        }
    }

    private void lease() {
        while (!closed) {
            if (!silent) {
                lastStatus = post(
                                AgentPaths.LEASE,
                                new LeaseRequest("boot-" + node, assignment.version(), "test-1", loads))
                        .statusCode();
            }
            pause();
        }
    }

    private void poll() {
        HttpResponse<String> answer = send(AgentPaths.ASSIGNMENT + "?after=" + assignment.version() + "&waitSeconds=0");
        if (answer.statusCode() == 200) {
            assignment = client.read(answer, Assignment.class);
        }
    }

    private void step() {
        engines.keySet().removeIf(id -> assignment.instances().stream().noneMatch(i -> i.id().equals(id)));
        assignment.instances().forEach(i -> engines.compute(i.id(), (_, state) -> next(i, state)));
    }

    private InstanceState next(AssignedInstance instance, @Nullable InstanceState state) {
        if (instance.desired() == Desired.STOP) {
            return state == InstanceState.READY ? InstanceState.DRAINING : InstanceState.STOPPED;
        }
        if (state == null) {
            return InstanceState.PREFETCHING;
        }
        if (slow) {
            return state;
        }
        return switch (state) {
            case PREFETCHING -> InstanceState.LOADING;
            case LOADING -> broken.contains(instance.revision()) ? InstanceState.FAILED : InstanceState.READY;
            case READY, DRAINING, STOPPED, FAILED -> state;
            case PENDING, SCHEDULED, STARTING, WARMING, SLEEPING, STOPPING, UNREACHABLE -> state;
        };
    }

    private void report() {
        Assignment now = assignment;
        List<Observation> seen = engines.entrySet().stream()
                .map(e -> new Observation(
                        e.getKey(),
                        new Condition(e.getValue(), reason(e.getValue()), "as the test wants", Instant.now()),
                        e.getValue() == InstanceState.READY
                                ? Optional.of("http://127.0.0.1:1/" + e.getKey())
                                : Optional.empty(),
                        Optional.empty(),
                        e.getValue() == InstanceState.FAILED ? 1 : 0,
                        adapters.getOrDefault(e.getKey(), List.of()),
                        Optional.ofNullable(starts.get(e.getKey()))))
                .toList();
        List<String> held = now.models().stream().map(AssignedModel::key).toList();
        lastStatus = post(
                        AgentPaths.OBSERVATIONS,
                        new ObservationBatch(now.version(), seen, held, List.copyOf(weights.values()), store, readings))
                .statusCode();
    }

    private static InstanceReason reason(InstanceState state) {
        return switch (state) {
            case PREFETCHING -> InstanceReason.FETCHING_WEIGHTS;
            case LOADING, STARTING, WARMING -> InstanceReason.ENGINE_LOADING;
            case READY, SLEEPING -> InstanceReason.PROBE_SUCCEEDED;
            case DRAINING, STOPPING, STOPPED -> InstanceReason.EXITED_ON_REQUEST;
            case FAILED, PENDING, SCHEDULED, UNREACHABLE -> InstanceReason.ENGINE_EXITED;
        };
    }

    /** From the next report on. */
    void sees(String key, WeightsState state, long done, long total) {
        weights.put(
                key,
                new WeightsObservation(
                        key,
                        state,
                        Optional.empty(),
                        "as the test wants",
                        new Progress(done, total),
                        state == WeightsState.FETCHING ? 100 : 0,
                        done,
                        0,
                        Instant.now()));
    }

    int log(String instance, LogLine... lines) {
        return post(AgentPaths.LOGS, new LogBatch(instance, List.of(lines), 0)).statusCode();
    }

    HttpResponse<String> post(String path, Object body) {
        return client.send(client.anonymous(path)
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    HttpResponse<String> send(String path) {
        return client.send(client.anonymous(path)
                .header("Authorization", "Bearer " + credential)
                .GET());
    }

    void credential(String other) {
        credential = other;
    }

    String credential() {
        return credential;
    }

    private void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
