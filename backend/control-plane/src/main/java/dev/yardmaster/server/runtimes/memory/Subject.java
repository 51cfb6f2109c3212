package dev.yardmaster.server.runtimes.memory;

import java.util.stream.Stream;

/**
 * What corrections are learnt of, each split for itself.
 *
 * @param model a key that changes with the weights
 * @param product of the device
 */
public record Subject(String model, String runtime, String version, String product) {
    private static final int LONGEST = 500;

    public Subject {
        if (Stream.of(model, runtime, version, product).anyMatch(part -> part.length() > LONGEST)) {
            throw new IllegalArgumentException("no part of what corrections go by is longer than " + LONGEST);
        }
    }
}
