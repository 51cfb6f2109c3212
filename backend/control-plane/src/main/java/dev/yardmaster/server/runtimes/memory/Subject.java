package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.runtime.HardwareKind;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What corrections are learnt of, each split for itself.
 *
 * @param model a key that changes with the weights
 * @param product of the device
 */
public record Subject(String model, String runtime, String version, String product) {
    private static final int LONGEST = 500;

    /**
     * Nothing on a processor, as a host's memory is shared with all else that runs there and goes by what is worked out, and
     * where a part is empty or too long to go by, as a product may be that a node tells of.
     */
    public static Optional<Subject> of(String model, String runtime, String version, DeviceShape shape) {
        String product = shape.kind() == HardwareKind.CPU ? "" : shape.product();
        boolean fine = Stream.of(model, runtime, version, product)
                .noneMatch(part -> part.isEmpty() || part.length() > LONGEST || part.indexOf(0) >= 0);
        return fine ? Optional.of(new Subject(model, runtime, version, product)) : Optional.empty();
    }

    public Subject {
        if (Stream.of(model, runtime, version, product).anyMatch(part -> part.length() > LONGEST)) {
            throw new IllegalArgumentException("no part of what corrections go by is longer than " + LONGEST);
        }
    }
}
