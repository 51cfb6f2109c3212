package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;

/** A deployment that is being deleted keeps nothing. */
final class Removal implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        if (draft.wanted.deleting()) {
            draft.those(Seen::wanted)
                    .forEach(i -> draft.stop(i, InstanceReason.DEPLOYMENT_DELETED, "the deployment is being deleted"));
        }
    }
}
