package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;

/**
 * An instance that is not waited for any more, or whose device is in quarantine, goes once enough others answer; until then
 * it stays, because it may come back first, answer although its agent does not, or be trusted again.
 */
final class Replacement implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        draft.those(draft::lost).forEach(i -> {
            long ready = draft.those(other -> draft.live(other) && other.ready() && stands(draft, other, i))
                    .size();
            if (ready >= draft.wanted.replicas()) {
                draft.stop(i, why(draft, i), ready + " others are ready");
            } else if (given(draft, i)) {
                draft.stop(
                        i,
                        why(draft, i),
                        "not heard from for " + draft.policy.forgottenAfter().toMinutes() + " min");
            }
        });
    }

    /** Whether one that is ready makes up for another: any does for a silent one, for a failing one only its like. */
    private static boolean stands(Draft draft, Seen ready, Seen lost) {
        return lost.unreachable() || draft.current(ready);
    }

    private static InstanceReason why(Draft draft, Seen lost) {
        if (lost.unreachable()) {
            return InstanceReason.LEASE_LOST;
        }
        return draft.quarantined(lost) ? InstanceReason.DEVICE_QUARANTINED : lost.reason();
    }

    private static boolean given(Draft draft, Seen instance) {
        return instance.unreachableSince()
                .filter(t -> !t.plus(draft.policy.forgottenAfter()).isAfter(draft.now))
                .isPresent();
    }
}
