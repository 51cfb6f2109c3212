package dev.yardmaster.server.runtimes.memory;

import java.util.List;

/** Whether a model fits. */
public sealed interface MemoryAnswer {
    /** It does, like this. */
    record Fits(MemoryPlan plan) implements MemoryAnswer {}

    /**
     * It does not.
     *
     * @param reasons sentences with numbers, one for each split that came closest or was refused
     * @param suggestions what would make it fit, the least effort first; none where nothing would
     */
    record DoesNotFit(List<String> reasons, List<Suggestion> suggestions) implements MemoryAnswer {
        public DoesNotFit {
            reasons = List.copyOf(reasons);
            suggestions = List.copyOf(suggestions);
        }
    }

    /**
     * One thing that alone would make it fit.
     *
     * @param number that decides: tokens, requests, devices, bytes of one device or bits of one weight
     */
    record Suggestion(Remedy remedy, long number, String sentence) {}

    /** What can be changed. */
    enum Remedy {
        FEWER_TOKENS,
        FEWER_REQUESTS,
        SMALLER_KEY_VALUES,
        MORE_DEVICES,
        LARGER_DEVICE,
        SMALLER_WEIGHTS
    }
}
