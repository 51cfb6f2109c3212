package dev.yardmaster.server.fit;

import dev.yardmaster.contract.runtime.HardwareKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A product.
 *
 * @param memoryGib as its vendor's tool reports it
 * @param links how several of one node talk to each other
 */
record KnownDevice(String product, HardwareKind kind, double memoryGib, String computeCapability, String links) {
    /** Whether every word is one of the product's name, in any case. */
    boolean named(String words) {
        return words(product).containsAll(words(words));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).trim().split("[\\s-]+"))
                .collect(Collectors.toSet());
    }
}
