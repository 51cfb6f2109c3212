package dev.yardmaster.server.catalog.imports;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One object of a foreign document. Whatever is of the wrong type counts as absent and is noted; so is, by
 * {@link #noteRest}, whatever nobody asked for. Values are shown only where a caller names the field: others may hold
 * credentials.
 */
final class Fields {
    private static final int SHOWN = 80;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final String path;
    private final Notes notes;

    Fields(Map<?, ?> source, String path, Notes notes) {
        source.forEach((key, value) -> {
            if (value != null) {
                values.put(String.valueOf(key), value);
            }
        });
        this.path = path;
        this.notes = notes;
    }

    static Fields none(Notes notes) {
        return new Fields(Map.of(), "", notes);
    }

    Notes notes() {
        return notes;
    }

    /** The same fields, with notes of their own. */
    Fields noting(Notes other) {
        return new Fields(values, path, other);
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Set<String> names() {
        return values.keySet();
    }

    /** Numbers and truth values count as text. */
    Optional<String> text(String key) {
        Object value = take(key);
        return switch (value) {
            case String s -> Optional.of(s.strip()).filter(t -> !t.isEmpty());
            case Number n -> Optional.of(n.toString());
            case Boolean b -> Optional.of(b.toString());
            default -> wrongType(key, value, "a text");
        };
    }

    /** Also accepts the words of older YAML. */
    Optional<Boolean> flag(String key) {
        Object value = take(key);
        return switch (value) {
            case Boolean b -> Optional.of(b);
            case String s ->
                switch (s.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on", "1" -> Optional.of(true);
                    case "false", "no", "off", "0", "" -> Optional.of(false);
                    default -> wrongType(key, s, "true or false");
                };
            default -> wrongType(key, value, "true or false");
        };
    }

    /** Positive; also accepts a text of digits, with separators. */
    Optional<Long> whole(String key) {
        Object value = take(key);
        Optional<Long> number = switch (value) {
            case Integer i -> Optional.of(i.longValue());
            case Long l -> Optional.of(l);
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e15 -> Optional.of(d.longValue());
            case String s
            when s.strip().matches("[0-9][0-9_,]{0,17}") ->
                Optional.of(Long.parseLong(s.strip().replaceAll("[_,]", "")));
            case BigInteger _ -> wrongType(key, value, "a smaller number");
            default -> wrongType(key, value, "a whole number");
        };
        if (number.isPresent() && number.get() <= 0) {
            notes.add(at(key) + " is " + number.get() + " and was left out: it has to be positive");
            return Optional.empty();
        }
        return number;
    }

    Optional<Fields> object(String key) {
        Object value = take(key);
        return value instanceof Map<?, ?> map
                ? Optional.of(new Fields(map, at(key), notes))
                : wrongType(key, value, "an object with fields");
    }

    /** An object, or one without fields. */
    Fields within(String key) {
        return object(key).orElseGet(() -> new Fields(Map.of(), at(key), notes));
    }

    /** A single text counts as a list of one. */
    List<String> texts(String key) {
        Object value = take(key);
        return switch (value) {
            case String s -> s.isBlank() ? List.of() : List.of(s.strip());
            case List<?> list ->
                list.stream()
                        .filter(i -> i instanceof String || i instanceof Number)
                        .map(i -> String.valueOf(i).strip())
                        .filter(t -> !t.isEmpty())
                        .toList();
            default -> {
                wrongType(key, value, "a list");
                yield List.of();
            }
        };
    }

    List<Fields> objects(String key) {
        if (!(take(key) instanceof List<?> list)) {
            wrongType(key, take(key), "a list");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String at = at(key) + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> map) {
                objects.add(new Fields(map, at, notes));
            } else {
                notes.add(at + " is no object and was left out");
            }
        }
        return objects;
    }

    /** Its pairs whose values are scalars. */
    Map<String, String> pairs(String key) {
        Fields within = within(key);
        Map<String, String> pairs = new LinkedHashMap<>();
        within.names().forEach(name -> within.text(name).ifPresent(value -> pairs.put(name, value)));
        return pairs;
    }

    /** Notes that a field is left out, with its value. */
    void drop(String key, String why) {
        if (has(key)) {
            Object value = take(key);
            String shown = value instanceof Map || value instanceof List ? "" : " '" + shorten(value) + "'";
            notes.add(at(key) + shown + " was left out: " + why);
        }
    }

    /** Fields that mean nothing here and need no note. */
    Fields ignore(String... keys) {
        asked.addAll(List.of(keys));
        return this;
    }

    /** Notes everything that nobody asked for, by name only. */
    void noteRest() {
        String rest = values.keySet().stream()
                .filter(k -> !asked.contains(k))
                .map(k -> at(shorten(k)))
                .limit(20)
                .collect(Collectors.joining(", "));
        if (!rest.isEmpty()) {
            notes.add(rest + (rest.contains(", ") ? " were" : " was") + " left out: nothing here stands for it");
        }
    }

    private Object take(String key) {
        asked.add(key);
        return values.getOrDefault(key, Absent.ABSENT);
    }

    private <T> Optional<T> wrongType(String key, Object value, String expected) {
        if (value != Absent.ABSENT) {
            notes.add(at(key) + " was left out: it should be " + expected);
        }
        return Optional.empty();
    }

    private static String shorten(Object value) {
        String text = String.valueOf(value).replaceAll("\\s+", " ");
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    private enum Absent {
        ABSENT
    }
}
