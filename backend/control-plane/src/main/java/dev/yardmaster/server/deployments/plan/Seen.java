package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.time.Instant;
import java.util.Optional;

/**
 * One instance as it is stored: what is wanted of it, and the last word about what it does.
 *
 * @param node where it is placed; absent while Pending
 * @param desiredSince when {@code desired} was decided
 * @param state the agent's last word, or Pending or Scheduled before there was one
 * @param unreachableSince set while its node is not heard from; then {@code state} is only what it last was
 */
public record Seen(
        String id,
        int revision,
        Optional<String> node,
        Desired desired,
        Instant desiredSince,
        InstanceState state,
        InstanceReason reason,
        String sentence,
        Instant since,
        Optional<Instant> unreachableSince,
        int restarts,
        Instant createdAt) {

    /** Failed starts after which another node is tried, when there is one. */
    static final int MANY_RESTARTS = 3;

    public boolean wanted() {
        return desired == Desired.RUN;
    }

    public boolean unreachable() {
        return unreachableSince.isPresent();
    }

    public boolean ready() {
        return wanted() && !unreachable() && state == InstanceState.READY;
    }

    /** It does not come up where it is: too many restarts, or a reason that only another node mends. */
    public boolean failing() {
        boolean often = state != InstanceState.READY && restarts >= MANY_RESTARTS;
        return switch (Remedy.of(reason)) {
            case TIME, ANOTHER_SPEC -> often;
            case ANOTHER_NODE -> often || state == InstanceState.FAILED;
        };
    }

    Seen stopping(Instant now) {
        return new Seen(
                id,
                revision,
                node,
                Desired.STOP,
                now,
                state,
                reason,
                sentence,
                since,
                unreachableSince,
                restarts,
                createdAt);
    }

    Seen reachable(Optional<Instant> unreachable) {
        return new Seen(
                id,
                revision,
                node,
                desired,
                desiredSince,
                state,
                reason,
                sentence,
                since,
                unreachable,
                restarts,
                createdAt);
    }

    Seen in(InstanceState next, InstanceReason why, String told, Instant from, Optional<String> where) {
        return new Seen(
                id,
                revision,
                where,
                desired,
                desiredSince,
                next,
                why,
                told,
                from,
                unreachableSince,
                restarts,
                createdAt);
    }
}
