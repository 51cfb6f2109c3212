package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Every state on the way up passes or ends. Agents keep their own, shorter deadlines; these are for agents that do not.
 * Time that a node was silent does not count.
 */
final class Deadlines implements Planner.Step {
    private static final Duration FETCH_AT_LEAST = Duration.ofMinutes(10);
    /** As long as an agent waits for an image. */
    private static final Duration PULL = Duration.ofHours(1);

    private static final long FETCH_BYTES_A_SECOND = 1L << 20;

    @Override
    public void plan(Draft draft) {
        draft.those(i -> i.wanted() && !i.unreachable())
                .forEach(i -> limit(draft, i)
                        .filter(limit -> !from(draft, i).plus(limit).isAfter(draft.now))
                        .ifPresent(limit -> draft.stop(
                                i,
                                reason(i),
                                i.state().name().toLowerCase(Locale.ROOT) + " for longer than " + limit.toSeconds()
                                        + " s")));
    }

    private static Instant from(Draft draft, Seen instance) {
        Instant heard = draft.node(instance).map(NodeSeen::stateSince).orElse(instance.since());
        return heard.isAfter(instance.since()) ? heard : instance.since();
    }

    private static Optional<Duration> limit(Draft draft, Seen instance) {
        Wanted.Terms terms = draft.wanted.terms(instance);
        Duration margin = draft.policy.agentMargin();
        return switch (instance.state()) {
            case SCHEDULED -> Optional.of(margin);
            case PREFETCHING -> Optional.of(FETCH_AT_LEAST.plusSeconds(terms.weightsBytes() / FETCH_BYTES_A_SECOND));
            case STARTING, LOADING, WARMING ->
                Optional.of((pulls(instance) ? PULL : terms.startDeadline()).plus(margin));
            case DRAINING, STOPPING -> Optional.of(terms.drainFor().plus(margin));
            case PENDING, READY, SLEEPING, STOPPED, FAILED, UNREACHABLE -> Optional.empty();
        };
    }

    /** Its image is on its way; its own time has not begun. */
    private static boolean pulls(Seen instance) {
        return instance.reason() == InstanceReason.PULLING_IMAGE
                || instance.reason() == InstanceReason.FETCHING_KERNELS;
    }

    private static InstanceReason reason(Seen instance) {
        return switch (instance.state()) {
            case PREFETCHING -> InstanceReason.FETCH_DEADLINE_PASSED;
            case DRAINING, STOPPING -> instance.reason();
            case PENDING, SCHEDULED, STARTING, LOADING, WARMING, READY, SLEEPING, STOPPED, FAILED, UNREACHABLE ->
                InstanceReason.START_DEADLINE_PASSED;
        };
    }
}
