package dev.yardmaster.server.runtimes.memory;

import java.util.List;
import java.util.Optional;

/**
 * A split that fits.
 *
 * @param perDevice on the device that needs most
 * @param contextLength tokens of one request that this was counted for
 * @param kvTokens tokens that keys and values have room for, in requests of that length, over all copies
 * @param concurrency requests of that length at once, over all copies; the engine may let in more shorter ones
 * @param longestContext tokens of the longest request that would fit, no more than the model is made for where that is
 *     known
 * @param derived what was worked out before reports were counted in; absent where there are none
 * @param why sentences with the numbers that this follows from, fallbacks and corrections among them
 */
public record MemoryPlan(
        Split split,
        DeviceUse perDevice,
        long contextLength,
        long kvTokens,
        double concurrency,
        long longestContext,
        Optional<Derived> derived,
        List<String> why) {
    public MemoryPlan {
        why = List.copyOf(why);
    }

    /**
     * The same split without what engines reported.
     *
     * @param reports how many the plan rests on
     * @param weights bytes on the device that needs most
     * @param total what the engine would take of it in all
     * @param kvTokens tokens that keys and values would have room for; 0 where it would not fit
     */
    public record Derived(int reports, long weights, long total, long kvTokens) {}
}
