package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.JsonText;
import java.util.Optional;

/** A refusal in the shape of the OpenAI API. */
public record ApiError(int status, String type, String code, Optional<String> param, String message) {
    private static final String INVALID = "invalid_request_error";

    public static ApiError invalid(String code, String param, String message) {
        return new ApiError(400, INVALID, code, Optional.of(param), message);
    }

    public static ApiError malformed(String message) {
        return new ApiError(400, INVALID, "malformed_json", Optional.empty(), message);
    }

    public static ApiError modelNotFound(String model) {
        return new ApiError(
                404,
                INVALID,
                "model_not_found",
                Optional.of("model"),
                "The model '%s' does not exist.".formatted(model));
    }

    public static ApiError notFound(String message) {
        return new ApiError(404, INVALID, "not_found", Optional.empty(), message);
    }

    public static ApiError methodNotAllowed(String message) {
        return new ApiError(405, INVALID, "method_not_allowed", Optional.empty(), message);
    }

    public static ApiError unauthorized() {
        return new ApiError(
                401,
                "authentication_error",
                "invalid_api_key",
                Optional.empty(),
                "Give the engine's API key as 'Authorization: Bearer KEY'.");
    }

    public static ApiError conflict(String code, String message) {
        return new ApiError(409, INVALID, code, Optional.empty(), message);
    }

    /** The same request may succeed later, on this engine or another. */
    public static ApiError unavailable(String code, String message) {
        return new ApiError(503, "unavailable_error", code, Optional.empty(), message);
    }

    public static ApiError internal(String message) {
        return new ApiError(500, "server_error", "internal_error", Optional.empty(), message);
    }

    public String json() {
        return JsonText.object(json -> {
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("message", message);
            json.writeStringProperty("type", type);
            if (param.isPresent()) {
                json.writeStringProperty("param", param.get());
            } else {
                json.writeNullProperty("param");
            }
            json.writeStringProperty("code", code);
            json.writeEndObject();
        });
    }
}
