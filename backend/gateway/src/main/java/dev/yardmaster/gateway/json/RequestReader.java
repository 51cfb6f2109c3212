package dev.yardmaster.gateway.json;

import dev.yardmaster.gateway.json.Reading.BadField;
import dev.yardmaster.gateway.json.Reading.NotJson;
import dev.yardmaster.gateway.json.Reading.Understood;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code model}, {@code stream} and {@code stream_options} at the top of a body. A field of these that appears
 * twice is refused: parsers differ in which one they take, and gateway and engine must not.
 */
public final class RequestReader {
    private static final byte[] ASK = bytes("{\"include_usage\":true}");
    private static final byte[] ASK_AS_FIRST_FIELD = bytes("\"stream_options\":{\"include_usage\":true},");
    private static final byte[] ASK_IN_EMPTY = bytes("\"include_usage\":true");
    private static final byte[] ASK_AS_FIRST_OPTION = bytes("\"include_usage\":true,");
    private static final byte[] TRUE = bytes("true");

    private final JsonCursor cursor;
    private int bodyStart;
    private int modelStart = -1;
    private int modelEnd;
    private String model = "";
    private int streamAt = -1;
    private boolean stream;
    private int optionsAt = -1;
    private boolean asksForUsage;
    private Optional<Edit> optionsEdit = Optional.empty();

    private RequestReader(byte[] in, int from, int end) {
        cursor = new JsonCursor(in, from, end);
    }

    /** Reads {@code in} from {@code from} to {@code end}; places in the answer count from the array's start. */
    public static Reading read(byte[] in, int from, int end) {
        try {
            return new RequestReader(in, from, end).object();
        } catch (MalformedJson e) {
            return new NotJson(String.valueOf(e.getMessage()));
        } catch (FieldFault e) {
            return new BadField(e.param, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private Reading object() {
        cursor.expect('{', "a JSON object");
        bodyStart = cursor.at();
        @Nullable FieldFault fault = null;
        if (!cursor.take('}')) {
            do {
                fault = field(fault);
            } while (cursor.take(','));
            cursor.expect('}', "',' or '}'");
        }
        cursor.expectEnd();
        if (fault != null) {
            throw fault;
        }
        if (modelStart < 0) {
            return new BadField(
                    "model", "You must say which model is meant.", Optional.of("missing_required_parameter"));
        }
        return new Understood(new RequestFacts(model, modelStart, modelEnd, stream, usageEdit()));
    }

    /** The first fault is kept until the end: a body that is not JSON is named as that. */
    private @Nullable FieldFault field(@Nullable FieldFault earlier) {
        cursor.next();
        int nameStart = cursor.at();
        cursor.expectString("a name in quotes");
        int nameEnd = cursor.at();
        cursor.expect(':', "':'");
        cursor.next();
        int valueStart = cursor.at();
        cursor.skipValue();
        int valueEnd = cursor.at();
        try {
            known(nameStart, nameEnd, valueStart, valueEnd);
        } catch (FieldFault e) {
            return earlier == null ? e : earlier;
        }
        return earlier;
    }

    private void known(int nameStart, int nameEnd, int start, int end) {
        if (cursor.reads(nameStart, nameEnd, "model")) {
            once("model", modelStart);
            modelStart = start;
            modelEnd = end;
            model = modelName(start, end);
        } else if (cursor.reads(nameStart, nameEnd, "stream")) {
            once("stream", streamAt);
            streamAt = start;
            stream = flag("stream", start);
        } else if (cursor.reads(nameStart, nameEnd, "stream_options")) {
            once("stream_options", optionsAt);
            optionsAt = start;
            options(start, end);
        }
    }

    private String modelName(int start, int end) {
        if (cursor.byteAt(start) != '"') {
            throw new FieldFault("model", "model must be a string.");
        }
        String name = cursor.text(start, end);
        if (name.isEmpty()) {
            throw new FieldFault("model", "model must not be empty.");
        }
        return name;
    }

    private boolean flag(String param, int start) {
        return switch (cursor.byteAt(start)) {
            case 't' -> true;
            case 'f', 'n' -> false;
            default -> throw new FieldFault(param, param + " must be true or false.");
        };
    }

    private void options(int start, int end) {
        if (cursor.byteAt(start) == 'n') {
            optionsEdit = Optional.of(new Edit(start, end, ASK));
            return;
        }
        if (cursor.byteAt(start) != '{') {
            throw new FieldFault("stream_options", "stream_options must be an object.");
        }
        JsonCursor inner = cursor.within(start, end);
        inner.expect('{', "an object");
        if (inner.take('}')) {
            optionsEdit = Optional.of(new Edit(start + 1, start + 1, ASK_IN_EMPTY));
            return;
        }
        int usageAt = -1;
        do {
            usageAt = option(inner, usageAt);
        } while (inner.take(','));
        if (usageAt < 0) {
            optionsEdit = Optional.of(new Edit(start + 1, start + 1, ASK_AS_FIRST_OPTION));
        }
    }

    private int option(JsonCursor inner, int usageAt) {
        inner.next();
        int nameStart = inner.at();
        inner.expectString("a name in quotes");
        int nameEnd = inner.at();
        inner.expect(':', "':'");
        inner.next();
        int start = inner.at();
        inner.skipValue();
        if (!cursor.reads(nameStart, nameEnd, "include_usage")) {
            return usageAt;
        }
        once("stream_options.include_usage", usageAt);
        asksForUsage = flag("stream_options.include_usage", start);
        if (!asksForUsage) {
            optionsEdit = Optional.of(new Edit(start, inner.at(), TRUE));
        }
        return start;
    }

    private Optional<Edit> usageEdit() {
        if (!stream || asksForUsage) {
            return Optional.empty();
        }
        return optionsAt < 0 ? Optional.of(new Edit(bodyStart, bodyStart, ASK_AS_FIRST_FIELD)) : optionsEdit;
    }

    private static void once(String param, int seenAt) {
        if (seenAt >= 0) {
            throw new FieldFault(param, param + " appears twice.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class FieldFault extends RuntimeException {
        private final String param;

        FieldFault(String param, String why) {
            super(why, null, false, false);
            this.param = param;
        }
    }
}
