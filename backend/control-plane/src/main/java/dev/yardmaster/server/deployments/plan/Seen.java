package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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

    /** What another start on the same node does not mend, and one on another may. */
    private static final Set<InstanceReason> ELSEWHERE = EnumSet.of(
            InstanceReason.ENGINE_UNSUPPORTED,
            InstanceReason.DISK_FULL,
            InstanceReason.EXECUTABLE_MISSING,
            InstanceReason.IMAGE_NOT_ALLOWED,
            InstanceReason.DRIVER_MISMATCH,
            InstanceReason.KERNEL_MISSING,
            InstanceReason.DEVICE_FAILED,
            InstanceReason.DEVICE_QUARANTINED);

    public boolean wanted() {
        return desired == Desired.RUN;
    }

    public boolean unreachable() {
        return unreachableSince.isPresent();
    }

    public boolean ready() {
        return wanted() && !unreachable() && state == InstanceState.READY;
    }

    /** It does not come up where it is: too many restarts, or a reason that a restart does not mend. */
    public boolean failing() {
        return state != InstanceState.READY && restarts >= MANY_RESTARTS
                || state == InstanceState.FAILED && ELSEWHERE.contains(reason);
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
