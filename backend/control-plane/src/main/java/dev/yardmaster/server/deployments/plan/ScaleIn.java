package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;

/** No more of the current revision than wanted; the least useful go first. */
final class ScaleIn implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        int live = draft.those(i -> draft.current(i) && draft.live(i)).size();
        int wanted = draft.wanted.replicas();
        draft.leastUsefulFirst(i -> draft.current(i) && draft.live(i))
                .limit(Math.max(0, live - wanted))
                .toList()
                .forEach(i -> draft.stop(i, InstanceReason.SCALED_IN, live + " are there, " + wanted + " wanted"));
    }
}
