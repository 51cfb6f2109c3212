package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.contract.runtime.MemoryTraits.ShareOf.AS_ASKED;

import java.util.Optional;

/** What one engine reported over what was computed for it without corrections. */
public record Learnt(
        Subject subject, Split split, Optional<Double> weights, Optional<Double> keyValues, Optional<Double> graphs) {
    /**
     * Weights and graphs that differ leave other room than was computed; keys and values are held against that, so that
     * the difference is not counted twice.
     *
     * @param question as it was asked when the engine was placed
     */
    public static Learnt of(Subject subject, Split split, MemoryQuestion question, Reported reported) {
        Load load = load(question.uncorrected(), split);
        Optional<Double> weights = ratio(reported.weightsBytes(), load.weights());
        Optional<Double> graphs = ratio(reported.graphBytes(), load.graphs());
        Correction known = new Correction(near(weights), 1, near(graphs), 1);
        return new Learnt(
                subject,
                split,
                weights,
                keyValues(load(question.with(_ -> Optional.of(known)), split), reported),
                graphs);
    }

    private static Load load(MemoryQuestion question, Split split) {
        return Load.of(question, Sizes.of(question.facts(), question.weightsBytes()), split);
    }

    private static double near(Optional<Double> ratio) {
        return ratio.filter(Learning::near).orElse(1.0);
    }

    private static Optional<Double> keyValues(Load load, Reported reported) {
        boolean asked = load.question().traits().shareOf() == AS_ASKED;
        double room = Math.max(0, asked ? load.asked() : load.room());
        double tokens = room / Math.max(1, load.keyValues().sequence(load.context())) * load.context();
        return ratio(reported.keyValueTokens(), tokens)
                .or(() -> asked ? Optional.empty() : ratio(reported.keyValueBytes(), room));
    }

    private static Optional<Double> ratio(Optional<Long> reported, double computed) {
        return reported.filter(r -> r > 0 && computed > 0).map(r -> r / computed);
    }
}
