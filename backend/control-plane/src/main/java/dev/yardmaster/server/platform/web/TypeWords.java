package dev.yardmaster.server.platform.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Types in the words of whoever writes a document. */
public final class TypeWords {
    private TypeWords() {}

    /** For instance {@code a number}. */
    public static String of(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(c -> String.valueOf(c).toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "));
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "Duration" -> "a duration such as PT1H";
            case "Instant" -> "a time such as 2026-11-24T12:00:00Z";
            default -> Map.class.isAssignableFrom(type) ? "pairs of texts" : "an object with fields";
        };
    }
}
