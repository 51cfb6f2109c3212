package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.engine.EngineSizes;
import java.util.Map;
import java.util.Optional;

/** Sizes in the named groups of a line: {@code weightsGib}, {@code keyValueTokens}. */
final class SizeGroups {
    private static final Map<String, Double> UNITS = Map.of("Bytes", 1.0, "Mib", 0x1p20, "Gib", 0x1p30);
    /** Nothing that has so much is one device. */
    private static final double MOST = 0x1p50;

    private SizeGroups() {}

    static EngineSizes in(LinePattern.Found found) {
        return found.groups().isEmpty()
                ? EngineSizes.NONE
                : new EngineSizes(
                        bytes(found, "weights"),
                        bytes(found, "keyValues"),
                        whole(found.number("keyValueTokens")),
                        bytes(found, "graphs"));
    }

    private static Optional<Long> bytes(LinePattern.Found found, String part) {
        return UNITS.entrySet().stream()
                .flatMap(unit -> found.number(part + unit.getKey()).map(n -> n * unit.getValue()).stream())
                .flatMap(n -> whole(Optional.of(n)).stream())
                .findFirst();
    }

    private static Optional<Long> whole(Optional<Double> number) {
        return number.filter(n -> n > 0 && n < MOST).map(Math::round);
    }
}
