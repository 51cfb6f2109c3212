package dev.yardmaster.server.catalog.facts.gguf;

import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A GGUF's metadata, without the long lists: of a vocabulary only the number of tokens is kept. */
public final class Metadata {
    private static final int LONGEST_KEY = 1_024;
    private static final int LONGEST_TEXT = 2 << 20;
    private static final int LONGEST_LIST = 4_096;
    private static final long MOST_KEPT = 65_536;
    private static final int SHORTEST_TEXT = 8;
    private static final int ARRAY = 9;
    private static final int TEXT = 8;

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private long kept;

    private Metadata() {}

    static Metadata read(GgufInput in, int count, Notes notes) {
        Metadata metadata = new Metadata();
        for (int i = 0; i < count; i++) {
            String key = in.text(LONGEST_KEY);
            int type = in.int32();
            Optional<Object> value = type == ARRAY ? metadata.list(key, in) : Optional.of(single(in, type));
            if (metadata.values.containsKey(key)) {
                notes.add(in.path() + " states '" + Notes.shown(key, 80) + "' twice; the first counts.");
            } else {
                value.ifPresent(v -> metadata.values.put(key, v));
            }
        }
        return metadata;
    }

    private static Object single(GgufInput in, int type) {
        return switch (type) {
            case 0 -> (long) in.uint8();
            case 1 -> (long) (byte) in.uint8();
            case 2 -> (long) in.uint16();
            case 3 -> (long) (short) in.uint16();
            case 4 -> Integer.toUnsignedLong(in.int32());
            case 5 -> (long) in.int32();
            case 6 -> (double) in.float32();
            case 7 -> in.uint8() != 0;
            case TEXT -> in.text(LONGEST_TEXT);
            case 10, 11 -> in.int64();
            case 12 -> in.float64();
            default -> throw unknown(in, type);
        };
    }

    private static Unreadable unknown(GgufInput in, int type) {
        return new Unreadable(
                in.path() + " has a metadata value of type " + Integer.toUnsignedString(type) + ", which is none.");
    }

    private static int size(GgufInput in, int type) {
        return switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case TEXT -> SHORTEST_TEXT;
            case 10, 11, 12 -> 8;
            default -> throw unknown(in, type);
        };
    }

    private Optional<Object> list(String key, GgufInput in) {
        int type = in.int32();
        int size = size(in, type);
        long count = in.count("list elements", size);
        lengths.putIfAbsent(key, count);
        if (type == TEXT) {
            for (long i = 0; i < count; i++) {
                in.skip(in.count("bytes of text", 1));
            }
            return Optional.empty();
        }
        kept += count;
        if (count > LONGEST_LIST || kept > MOST_KEPT) {
            in.skip(count * size);
            return Optional.empty();
        }
        List<Object> elements = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            elements.add(single(in, type));
        }
        return Optional.of(elements);
    }

    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** A whole number from 0 on; of a list, its largest. */
    public Optional<Integer> whole(String key) {
        List<Integer> many = wholes(key);
        return many.isEmpty()
                ? Optional.ofNullable(values.get(key)).flatMap(Metadata::integer)
                : many.stream().max(Integer::compare);
    }

    /** A list's whole numbers or flags, empty where it is none. */
    public List<Integer> wholes(String key) {
        return values.get(key) instanceof List<?> list
                ? list.stream().flatMap(e -> integer(e).stream()).toList()
                : List.of();
    }

    public Optional<Double> number(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(Number.class::isInstance)
                .map(v -> ((Number) v).doubleValue())
                .filter(Double::isFinite);
    }

    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** Elements of a list that may itself not have been kept. */
    public Optional<Integer> length(String key) {
        return Optional.ofNullable(lengths.get(key))
                .filter(n -> n <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    private static Optional<Integer> integer(Object value) {
        if (value instanceof Boolean flag) {
            return Optional.of(flag ? 1 : 0);
        }
        return value instanceof Long n && n >= 0 && n <= Integer.MAX_VALUE
                ? Optional.of(n.intValue())
                : Optional.empty();
    }
}
