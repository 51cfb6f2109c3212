package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.runtime.MemoryTraits;

/** Weights on the device that holds most of them. */
final class WeightShare {
    private WeightShare() {}

    /**
     * Stages divide the layers, and the first and the last hold a table of the vocabulary; ranks divide what is left but
     * for a share that each holds whole. Experts that are spread are divided over copies too.
     */
    static long of(Sizes sizes, MemoryTraits traits, Split split) {
        double table = split.pipeline() > 1 ? sizes.embedding() : 0;
        double layers = sizes.weights() - Math.min(2 * table, sizes.weights() / 2.0);
        double stage = layers * Math.ceilDiv(sizes.layers(), split.pipeline()) / sizes.layers() + table;
        double experts = split.expert() > 1 ? stage * sizes.expertShare() : 0;
        return Sums.of(
                Sums.bytes(divided(stage - experts, traits, split.tensor())),
                Sums.bytes(experts / Math.max(1, split.expert())));
    }

    private static double divided(double bytes, MemoryTraits traits, int ranks) {
        double whole = bytes * Math.clamp(traits.replicatedShare(), 0.0, 1.0);
        return whole + (bytes - whole) / ranks;
    }
}
