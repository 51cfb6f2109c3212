package dev.yardmaster.server.deployments.plan;

/** The last instance of a deleted deployment takes the deployment with it. */
final class Finishing implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        if (draft.wanted.deleting() && draft.all().isEmpty()) {
            draft.finish();
        }
    }
}
