package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.json.JsonText;
import dev.yardmaster.gateway.metrics.ErrorKind;
import java.util.Optional;

/**
 * An answer of the gateway's own, in the shape that OpenAI's API gives its errors.
 *
 * @param code overrides the kind's own where OpenAI has a narrower one
 * @param retryAfter seconds, as a header
 */
record Refusal(
        ErrorKind kind, String message, Optional<String> param, Optional<String> code, Optional<String> retryAfter) {

    static Refusal of(ErrorKind kind, String message) {
        return new Refusal(kind, message, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Refusal param(String name) {
        return new Refusal(kind, message, Optional.of(name), code, retryAfter);
    }

    Refusal code(Optional<String> narrower) {
        return new Refusal(kind, message, param, narrower, retryAfter);
    }

    Refusal retryAfter(String seconds) {
        return new Refusal(kind, message, param, code, Optional.of(seconds));
    }

    String json() {
        return "{\"error\":{\"message\":" + JsonText.quote(message)
                + ",\"type\":" + JsonText.quote(kind.type())
                + ",\"param\":" + param.map(JsonText::quote).orElse("null")
                + ",\"code\":" + JsonText.quote(code.orElse(kind.code()))
                + "}}";
    }

    /** The same inside a stream that has already begun. */
    String event() {
        return "data: " + json() + "\n\n";
    }
}
