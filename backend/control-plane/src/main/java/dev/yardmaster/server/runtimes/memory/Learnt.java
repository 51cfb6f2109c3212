package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.contract.runtime.MemoryTraits.ShareOf.AS_ASKED;

import java.util.Optional;

/** What one engine reported over what was computed for it without corrections. */
public record Learnt(
        Subject subject, Split split, Optional<Double> weights, Optional<Double> keyValues, Optional<Double> graphs) {
    /** @param question as it was asked when the engine was placed */
    public static Learnt of(Subject subject, Split split, MemoryQuestion question, Reported reported) {
        Load load = Load.of(question.uncorrected(), Sizes.of(question.facts(), question.weightsBytes()), split);
        long room = load.question().traits().shareOf() == AS_ASKED ? load.asked() : load.room();
        double tokens =
                (double) Math.max(0, room) / Math.max(1, load.keyValues().sequence(load.context())) * load.context();
        return new Learnt(
                subject,
                split,
                ratio(reported.weightsBytes(), load.weights()),
                ratio(reported.keyValueTokens(), tokens),
                ratio(reported.graphBytes(), load.graphs()));
    }

    private static Optional<Double> ratio(Optional<Long> reported, double computed) {
        return reported.filter(r -> r > 0 && computed > 0).map(r -> r / computed);
    }
}
