package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.server.nodes.Assignments;
import dev.yardmaster.server.nodes.NodeWorkload;
import dev.yardmaster.server.nodes.WeightsWorkload;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.poll.LongPoll;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Agents that wait for their next assignment. */
@Service
public class AssignmentFeed {
    private static final int MOST_WAITING = 10_000;

    private final LongPoll waiting = new LongPoll(MOST_WAITING, Duration.ofSeconds(5));
    private final AssignmentService assignments;
    private final NodeWorkload workload;
    private final WeightsWorkload weights;

    AssignmentFeed(AssignmentService assignments, NodeWorkload workload, WeightsWorkload weights, Changes changes) {
        this.assignments = assignments;
        this.workload = workload;
        this.weights = weights;
        changes.listen(change -> {
            if (change.kind().equals(Assignments.CHANGE_KIND)) {
                waiting.wake(change.name());
            }
        });
    }

    @EventListener(ContextClosedEvent.class)
    void serverStops() {
        waiting.end();
    }

    /** What is newer than {@code after}, as soon as there is; empty when nothing came in time. */
    public Optional<Assignment> next(String node, long after, Duration wait) {
        return waiting.await(node, wait, () -> {
            long version = assignments.version(node);
            return version > after ? Optional.of(assignments.read(node, version, workload, weights)) : Optional.empty();
        });
    }
}
