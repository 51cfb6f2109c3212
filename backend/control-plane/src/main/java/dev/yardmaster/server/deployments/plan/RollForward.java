package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;

/**
 * Older revisions give way as the current one becomes ready: one stops for each that answers, those that do not answer
 * first. As many stay as are missing, so a revision that never comes up takes nothing away.
 */
final class RollForward implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        int revision = draft.wanted.revision();
        draft.those(i -> old(draft, i) && i.state() == InstanceState.PENDING)
                .forEach(i -> draft.stop(
                        i, InstanceReason.REPLACED_BY_REVISION, "revision " + revision + " came before it was placed"));
        long current =
                draft.those(i -> draft.current(i) && draft.live(i) && i.ready()).size();
        long older = draft.those(i -> old(draft, i)).size();
        draft.leastUsefulFirst(i -> old(draft, i))
                .limit(Math.max(0, older + current - draft.wanted.replicas()))
                .toList()
                .forEach(i -> draft.stop(
                        i,
                        InstanceReason.REPLACED_BY_REVISION,
                        current + " of " + draft.wanted.replicas() + " of revision " + revision + " are ready"));
    }

    private static boolean old(Draft draft, Seen instance) {
        return !draft.current(instance) && draft.live(instance);
    }
}
