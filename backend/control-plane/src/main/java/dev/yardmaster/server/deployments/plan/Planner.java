package dev.yardmaster.server.deployments.plan;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Decides what to do about one deployment. Same situation, same actions (but for the names of new instances); planning
 * again on the result gives nothing more.
 */
public final class Planner {
    private static final List<Step> STEPS = List.of(
            new Reachability(),
            new Deadlines(),
            new Removal(),
            new ScaleIn(),
            new RollForward(),
            new Replacement(),
            new Ending(),
            new ScaleOut(),
            new Placing(),
            new MakingRoom(),
            new Ending(),
            new Finishing());

    private Planner() {}

    /** @param ids makes the name of a new instance of a revision; never the same twice */
    public static List<Action> plan(Situation situation, IntFunction<String> ids) {
        return draft(situation, ids).actions();
    }

    static Draft draft(Situation situation, IntFunction<String> ids) {
        Draft draft = new Draft(situation, ids);
        STEPS.forEach(step -> step.plan(draft));
        return draft;
    }

    /** One concern of a plan; reads the draft as earlier steps left it. */
    interface Step {
        void plan(Draft draft);
    }
}
