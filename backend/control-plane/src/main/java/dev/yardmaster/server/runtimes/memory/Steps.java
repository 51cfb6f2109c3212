package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.MemoryTraits.OnDevices;
import java.util.Locale;
import java.util.Optional;

/**
 * How much is done at once.
 *
 * @param batched tokens of one scheduling step
 * @param concurrency requests decoded together
 */
record Steps(long batched, long concurrency) {
    static Steps of(MemoryQuestion question) {
        MemoryTraits traits = question.traits();
        Optional<OnDevices> larger = traits.onDevices().stream()
                .filter(d -> matches(d, question.devices()))
                .reduce((_, last) -> last);
        Wanted wanted = question.wanted();
        return new Steps(
                wanted.batchedTokens()
                        .orElse(Math.max(
                                1L, larger.map(OnDevices::batchedTokens).orElse(traits.batchedTokens()))),
                wanted.concurrency()
                        .orElse(Math.max(1L, larger.map(OnDevices::concurrency).orElse(traits.concurrency()))));
    }

    private static boolean matches(OnDevices larger, DeviceShape devices) {
        String product = devices.product().toLowerCase(Locale.ROOT);
        return devices.memoryBytes() >= larger.fromBytes()
                && larger.notProducts().stream()
                        .map(w -> w.toLowerCase(Locale.ROOT))
                        .noneMatch(product::contains);
    }
}
