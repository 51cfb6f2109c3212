package dev.yardmaster.gateway.feed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Typed reading of one JSON object; what is missing or of the wrong type is named by its path. */
record JsonFields(String path, Map<?, ?> fields) {

    /** @throws IllegalArgumentException when it is no object */
    static JsonFields of(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonFields(path, map);
        }
        throw new IllegalArgumentException((path.isEmpty() ? "the document" : path) + " must be an object");
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private <T> T typed(String name, Class<T> type, String expected) {
        Object value = fields.get(name);
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new IllegalArgumentException(at(name) + " must be " + expected);
    }

    String text(String name) {
        return typed(name, String.class, "a string");
    }

    boolean flag(String name) {
        return typed(name, Boolean.class, "true or false");
    }

    long number(String name) {
        try {
            return typed(name, BigDecimal.class, "a whole number").longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(at(name) + " must be a whole number", e);
        }
    }

    int smallNumber(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException(at(name) + " is out of range");
        }
        return (int) number;
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(at(name) + " must be a time such as 2026-01-31T12:00:00Z", e);
        }
    }

    /** Null is as good as absent. */
    Optional<Instant> timeIfThere(String name) {
        Object value = fields.get(name);
        return value == null || value.equals(Optional.empty()) ? Optional.empty() : Optional.of(time(name));
    }

    <T> List<T> objects(String name, Function<JsonFields, T> read) {
        List<T> all = new ArrayList<>();
        for (Object item : typed(name, List.class, "a list")) {
            all.add(read.apply(of(at(name) + "[" + all.size() + "]", item)));
        }
        return all;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Object item : typed(name, List.class, "a list")) {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException(at(name) + "[" + all.size() + "] must be a string");
            }
            all.add(text);
        }
        return all;
    }
}
