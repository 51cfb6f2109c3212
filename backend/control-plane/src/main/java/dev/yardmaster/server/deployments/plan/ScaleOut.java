package dev.yardmaster.server.deployments.plan;

/** Makes what is missing of the current revision, within the surge and the number that may come up together. */
final class ScaleOut implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        if (draft.wanted.deleting()) {
            return;
        }
        int wanted = draft.wanted.replicas();
        int current = draft.those(i -> draft.current(i) && draft.live(i)).size();
        int all = draft.those(i -> draft.live(i) || stopping(i)).size();
        int coming = draft.those(i -> draft.live(i) && comingUp(i)).size();
        int missing = Math.min(wanted - current, wanted + draft.policy.surge() - all);
        int number = Math.clamp(missing, 0, Math.max(0, draft.policy.starting() - coming));
        for (int i = 0; i < number; i++) {
            draft.create(
                    "Revision " + draft.wanted.revision() + " has " + (current + i) + " of " + wanted + " instances.");
        }
    }

    /** Its engine may still run, so it counts against the surge. */
    private static boolean stopping(Seen instance) {
        return !instance.wanted() && !instance.unreachable();
    }

    private static boolean comingUp(Seen instance) {
        return switch (instance.state()) {
            case PENDING, SCHEDULED, PREFETCHING, STARTING, LOADING, WARMING -> !instance.unreachable();
            case READY, SLEEPING, DRAINING, STOPPING, STOPPED, FAILED, UNREACHABLE -> false;
        };
    }
}
