package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.LogLine;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.server.deployments.ServingDeployments;
import dev.yardmaster.server.deployments.store.LogStore;
import dev.yardmaster.server.deployments.store.ObservationStore;
import dev.yardmaster.server.deployments.store.StoredInstance;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what agents see; in the caller's transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Reports {
    private static final String LOG_CHANGE = "InstanceLog";
    private static final int LONGEST_LINE = 4_000;

    private final ObservationStore observations;
    private final Lessons lessons;
    private final LogStore logs;
    private final EventLog events;
    private final Changes changes;
    private final Clock clock;

    Reports(
            ObservationStore observations,
            Lessons lessons,
            LogStore logs,
            EventLog events,
            Changes changes,
            Clock clock) {
        this.observations = observations;
        this.lessons = lessons;
        this.logs = logs;
        this.events = events;
        this.changes = changes;
        this.clock = clock;
    }

    void observed(String node, ObservationBatch batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Observation> seen = batch.observations().stream()
                .collect(Collectors.toMap(Observation::instanceId, o -> o, (first, _) -> first));
        List<StoredInstance> changed = new ArrayList<>();
        for (StoredInstance before : observations.lock(node)) {
            StoredInstance after = lessons.after(after(before, seen, batch.assignmentVersion(), now));
            if (!after.equals(before)) {
                changed.add(after);
                tell(before, after);
            }
        }
        if (!changed.isEmpty()) {
            observations.write(changed);
        }
    }

    /** An older assignment may not have named the instance yet, so its absence there says nothing. */
    private static StoredInstance after(
            StoredInstance before, Map<String, Observation> seen, long version, Instant now) {
        Observation observation = seen.get(before.id());
        if (observation != null) {
            return Observing.seen(before, observation, now);
        }
        return version >= before.assignedVersion() ? Observing.missing(before, now) : before;
    }

    private void tell(StoredInstance before, StoredInstance after) {
        if (Observing.transition(before, after)) {
            events.record(
                    severity(after.seen().state()),
                    Carrying.INSTANCE,
                    after.id(),
                    after.seen().reason(),
                    after.seen().sentence());
        } else {
            changes.record(Carrying.INSTANCE, after.id());
        }
        if (Observing.moved(before, after)) {
            changes.record(ServingDeployments.CHANGE_KIND, after.deployment());
        }
    }

    private static Severity severity(InstanceState state) {
        return switch (state) {
            case FAILED -> Severity.ERROR;
            case UNREACHABLE -> Severity.WARNING;
            case PENDING,
                    SCHEDULED,
                    PREFETCHING,
                    STARTING,
                    LOADING,
                    WARMING,
                    READY,
                    SLEEPING,
                    DRAINING,
                    STOPPING,
                    STOPPED -> Severity.INFO;
        };
    }

    /** Lines of instances that are not on this node are dropped: nobody could tell whose they are. */
    void logged(String node, LogBatch batch) {
        boolean here = observations.isOn(node, batch.instanceId());
        if (here && !(batch.lines().isEmpty() && batch.skipped() == 0)) {
            logs.append(batch.instanceId(), lines(batch));
            changes.record(LOG_CHANGE, batch.instanceId());
        }
    }

    /** What was skipped is told in the first line that came after it. */
    private static List<LogLine> lines(LogBatch batch) {
        List<LogLine> clean = batch.lines().stream().map(Reports::clean).toList();
        if (batch.skipped() <= 0 || clean.isEmpty()) {
            return clean;
        }
        LogLine first = clean.getFirst();
        LogLine marked = clean(new LogLine(
                first.sequence(), first.at(), "[" + batch.skipped() + " lines skipped here] " + first.text()));
        return Stream.concat(Stream.of(marked), clean.stream().skip(1)).toList();
    }

    private static LogLine clean(LogLine line) {
        String text = line.text().replace('\0', ' ');
        return new LogLine(
                line.sequence(), line.at(), text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE));
    }
}
