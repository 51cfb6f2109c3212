package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.List;

/** Whether a model fits, on what, with room for how much, and what would make it fit. */
public final class MemoryModel {
    private MemoryModel() {}

    /** The smallest split of those possible that fits. */
    public static MemoryAnswer plan(MemoryQuestion question) {
        return Planning.plan(question);
    }

    /** Whether it fits if it is split like this. */
    public static MemoryAnswer fits(MemoryQuestion question, Split split) {
        return Planning.fits(question, split);
    }

    /**
     * Ways to split a model, the fewest devices first. Tensor parallelism divides the attention heads and stays within a
     * node; more nodes take stages of layers.
     */
    public static List<Split> splits(ModelFacts facts, DeviceShape devices) {
        return Splits.possible(facts, devices);
    }
}
