package dev.yardmaster.server.catalog.facts.tensors;

import java.util.Locale;
import java.util.Optional;

/**
 * One tensor as a header declares it.
 *
 * @param dtype in the format's own words: {@code BF16}, {@code Q4_K}
 * @param elements product of its shape
 */
public record Tensor(String name, String dtype, long[] shape, long elements) {

    /** Name without its last part, which says what of a layer it is. */
    String stem() {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }

    String leaf() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    boolean floating() {
        return dtype.startsWith("F") || dtype.startsWith("BF");
    }

    /** In the words of configurations, for what is not quantised. */
    Optional<String> word() {
        return switch (dtype) {
            case "BF16" -> Optional.of("bfloat16");
            case "F16" -> Optional.of("float16");
            case "F32" -> Optional.of("float32");
            case "F64" -> Optional.of("float64");
            default -> Optional.empty();
        };
    }

    /** Bits of an element, 0 for a type that is not known. */
    static int bits(String dtype) {
        return switch (dtype.toUpperCase(Locale.ROOT)) {
            case "F64", "I64", "U64", "C64" -> 64;
            case "F32", "I32", "U32" -> 32;
            case "F16", "BF16", "I16", "U16" -> 16;
            case "I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ" -> 8;
            case "F6_E2M3", "F6_E3M2" -> 6;
            case "F4", "F4_E2M1" -> 4;
            default -> 0;
        };
    }
}
