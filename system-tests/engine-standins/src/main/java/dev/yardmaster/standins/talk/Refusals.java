package dev.yardmaster.standins.talk;

import dev.yardmaster.standins.serve.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of errors that several engines share. */
public final class Refusals {
    private Refusals() {}

    /** Everything below {@code error}. */
    public static Map<String, @Nullable Object> nested(int status, String type, String message) {
        return Json.of("error", Json.of("message", message, "type", type, "param", null, "code", status));
    }

    /** Everything on one level, with {@code object: error}. */
    public static Map<String, @Nullable Object> flat(int status, String type, String message) {
        return Json.of("object", "error", "message", message, "type", type, "param", null, "code", status);
    }
}
