package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.List;
import java.util.Optional;

/** Whether a model fits, on what, with room for how much, and what would make it fit. */
public final class MemoryModel {
    private MemoryModel() {}

    /** The smallest split of those possible that fits. */
    public static MemoryAnswer plan(MemoryQuestion question) {
        return Planning.plan(question);
    }

    /** The same plan without reasons and suggestions where there is none, for those who ask for many devices. */
    public static Optional<MemoryPlan> find(MemoryQuestion question) {
        return Planning.first(question);
    }

    /** Whether it fits if it is split like this. */
    public static MemoryAnswer fits(MemoryQuestion question, Split split) {
        return Planning.fits(question, split);
    }

    /**
     * Ways to split a model: likely ones first, and of those the fewest devices. Ranks that share layers divide the
     * attention heads and are linked; where more cannot share, stages take layers each. Unlikely ones come after them, for
     * those who ask for just that.
     */
    public static List<Split> splits(ModelFacts facts, DeviceShape devices) {
        return Splits.possible(facts, devices);
    }
}
