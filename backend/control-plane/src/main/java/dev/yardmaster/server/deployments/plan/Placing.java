package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.server.placement.Placement;
import dev.yardmaster.server.placement.Verdict;
import java.util.List;

/** Gives each Pending instance of the current revision the best node that fits, or says why none does. */
final class Placing implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        draft.those(i -> i.wanted() && draft.current(i) && i.state() == InstanceState.PENDING)
                .forEach(i -> place(draft, i));
    }

    private static void place(Draft draft, Seen instance) {
        List<Verdict> verdicts = draft.verdicts(draft.candidates());
        Placement.select(verdicts)
                .ifPresentOrElse(
                        fits -> draft.place(instance, fits, Sentences.placed(fits)),
                        () -> draft.stillPending(instance, Sentences.nothingFits(verdicts)));
    }
}
