package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.MemoryTraits.Logits;
import dev.yardmaster.contract.runtime.MemoryTraits.Rows;

/** What computing needs on every device beside weights, keys and values. */
final class Working {
    private Working() {}

    /**
     * While layers compute, their inputs and outputs; afterwards the last output, in 16 bits, and scores over the
     * vocabulary. The larger of both is needed.
     */
    static long activations(Sizes sizes, MemoryTraits traits, Steps steps) {
        Logits logits = traits.logits().orElse(new Logits(4, Rows.REQUESTS));
        long rows = switch (logits.rows()) {
            case REQUESTS -> steps.concurrency();
            case BATCHED_TOKENS -> steps.batched();
        };
        double output = (double) steps.batched() * sizes.hidden();
        return Math.max(
                Sums.times(output, traits.activationBytesPerToken()),
                Sums.of(Sums.times(output, 2), Sums.times((double) rows * sizes.vocabulary(), logits.bytesPerEntry())));
    }

    static long overhead(MemoryTraits traits, Split split) {
        return Sums.of(traits.fixedBytes(), split.devices() > 1 ? traits.collectiveBytes() : 0);
    }

    /**
     * Room for adapters: for each rank and slot a column and a row of every matrix of a layer, in 16 bits. The widths of
     * the feed-forward part are not among the facts; from the parameters of a layer follows their sum.
     */
    static long adapters(Sizes sizes, Wanted wanted) {
        if (wanted.loraSlots().isEmpty()) {
            return 0;
        }
        double hidden = sizes.hidden();
        double dense = sizes.parameters() * (1 - sizes.expertShare()) / sizes.layers();
        double widths = Math.max(18 * hidden, dense / hidden + 11 * hidden);
        int rank = wanted.loraRank().orElse(16);
        return Sums.times((double) wanted.loraSlots().get() * rank * sizes.layers(), widths * 2);
    }
}
