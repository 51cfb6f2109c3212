package dev.yardmaster.server.placement;

import dev.yardmaster.server.placement.ScorePart.Aspect;
import java.util.List;

/** How good a node that fits would be. */
final class Scores {
    private Scores() {}

    static List<ScorePart> parts(Demand demand, Candidate candidate) {
        return List.of(weights(demand, candidate), memory(demand, candidate), spread(demand, candidate));
    }

    private static ScorePart weights(Demand demand, Candidate candidate) {
        boolean held = candidate.held().contains(demand.modelKey());
        return new ScorePart(
                Aspect.WEIGHTS_HELD,
                held ? Aspect.WEIGHTS_HELD.most() : 0,
                held
                        ? "the weights are on its disk already"
                        : Bytes.text(demand.memory().weightsBytes()) + " of weights would be fetched");
    }

    private static ScorePart memory(Demand demand, Candidate candidate) {
        long left = candidate.freeMemory() - demand.memory().total();
        double share = (double) left / Math.max(1, candidate.allocatableMemory());
        return new ScorePart(
                Aspect.FREE_MEMORY,
                (int) Math.round(Math.clamp(share, 0, 1) * Aspect.FREE_MEMORY.most()),
                Bytes.text(left) + " of " + Bytes.text(candidate.allocatableMemory()) + " memory would stay free");
    }

    private static ScorePart spread(Demand demand, Candidate candidate) {
        long same = candidate.instancesOf(demand.deployment());
        return new ScorePart(
                Aspect.SPREAD,
                (int) (Aspect.SPREAD.most() / (1 + same)),
                same == 0
                        ? "no instance of " + demand.deployment() + " is there yet"
                        : same + " of " + demand.deployment() + " are there already");
    }
}
