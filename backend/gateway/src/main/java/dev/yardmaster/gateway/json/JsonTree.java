package dev.yardmaster.gateway.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a whole document into JDK types: for what is read now and then, without a binding library to load. */
public final class JsonTree {
    private static final int DEEPEST = 100;

    private final byte[] in;
    private final JsonCursor cursor;

    private JsonTree(byte[] in) {
        this.in = in;
        this.cursor = new JsonCursor(in, 0, in.length);
    }

    /**
     * Objects become maps, arrays lists, numbers {@link BigDecimal}, null an empty {@link Optional}. Of a name that is
     * there twice the last counts.
     *
     * @throws IllegalArgumentException when it is not JSON, naming the byte
     */
    public static Object read(byte[] json) {
        try {
            var tree = new JsonTree(json);
            Object value = tree.value(0);
            tree.cursor.expectEnd();
            return value;
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw new MalformedJson("expected at most " + DEEPEST + " levels", cursor.at());
        }
        if (cursor.take('{')) {
            return object(depth);
        }
        if (cursor.take('[')) {
            return array(depth);
        }
        int kind = cursor.next();
        int start = cursor.at();
        cursor.skipValue();
        return switch (kind) {
            case '"' -> cursor.text(start, cursor.at());
            case 't' -> true;
            case 'f' -> false;
            case 'n' -> Optional.empty();
            default -> new BigDecimal(new String(in, start, cursor.at() - start, StandardCharsets.US_ASCII));
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (cursor.take('}')) {
            return fields;
        }
        do {
            cursor.next();
            int start = cursor.at();
            cursor.expectString("a name in quotes");
            String name = cursor.text(start, cursor.at());
            cursor.expect(':', "':'");
            fields.put(name, value(depth + 1));
        } while (cursor.take(','));
        cursor.expect('}', "',' or '}'");
        return fields;
    }

    private List<Object> array(int depth) {
        List<Object> items = new ArrayList<>();
        if (cursor.take(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
        } while (cursor.take(','));
        cursor.expect(']', "',' or ']'");
        return items;
    }
}
