package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.Json;
import dev.yardmaster.engine.json.JsonReader;
import dev.yardmaster.engine.json.MalformedJsonException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Typed access to the fields of one object. Every access marks the field as read, and {@link #refuseTheRest} refuses
 * what nobody has read. A null counts as absent, as in the OpenAI API.
 */
final class Fields {
    private final Map<String, Json> fields;
    private final String path;
    private final Set<String> read = new HashSet<>();

    Fields(Json.Obj object, String path) {
        this.fields = object.fields();
        this.path = path;
    }

    /** The fields of a request body, which must be an object. */
    static Fields ofBody(byte[] body) {
        try {
            return switch (JsonReader.read(body)) {
                case Json.Obj object -> new Fields(object, "");
                case Json other ->
                    throw new ApiException(
                            ApiError.malformed("The body must be a JSON object, not %s.".formatted(other.kind())));
            };
        } catch (MalformedJsonException malformed) {
            throw new ApiException(ApiError.malformed("The body is not valid JSON: " + malformed.getMessage()));
        }
    }

    String path(String name) {
        return path + name;
    }

    Optional<Json> value(String name) {
        read.add(name);
        return Optional.ofNullable(fields.get(name)).filter(value -> !(value instanceof Json.Null));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> switch (value) {
            case Json.Text text -> text.value();
            case Json other -> throw wrongType(name, "a string", other);
        });
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    boolean flag(String name) {
        return value(name)
                .map(value -> switch (value) {
                    case Json.Bool bool -> bool.value();
                    case Json other -> throw wrongType(name, "a boolean", other);
                })
                .orElse(false);
    }

    OptionalLong whole(String name, long least, long most) {
        Optional<Json> value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong whole = value.get() instanceof Json.Num number ? number.whole() : OptionalLong.empty();
        if (whole.isEmpty()) {
            throw wrongType(name, "a whole number", value.get());
        }
        if (whole.getAsLong() < least || whole.getAsLong() > most) {
            throw invalid(name, "must be from %d to %d, not %d".formatted(least, most, whole.getAsLong()));
        }
        return whole;
    }

    double number(String name, double least, double most, double otherwise) {
        Optional<Json> value = value(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        OptionalDouble number = value.get() instanceof Json.Num digits ? digits.finite() : OptionalDouble.empty();
        if (number.isEmpty()) {
            throw wrongType(name, "a number", value.get());
        }
        if (number.getAsDouble() < least || number.getAsDouble() > most) {
            throw invalid(name, "must be from %s to %s".formatted(least, most));
        }
        return number.getAsDouble();
    }

    Optional<Fields> object(String name) {
        return value(name).map(value -> switch (value) {
            case Json.Obj object -> new Fields(object, path(name) + ".");
            case Json other -> throw wrongType(name, "an object", other);
        });
    }

    Map<String, Json> all() {
        read.addAll(fields.keySet());
        return fields;
    }

    /** Refuses fields that were not read: {@code unsupported} ones by saying so, others as unknown. */
    void refuseTheRest(Set<String> unsupported) {
        for (Map.Entry<String, Json> field : fields.entrySet()) {
            String name = field.getKey();
            if (read.contains(name) || field.getValue() instanceof Json.Null) {
                continue;
            }
            throw unsupported.contains(name)
                    ? unsupported(name, "is not supported by this engine")
                    : new ApiException(ApiError.invalid(
                            "unknown_parameter", path(name), "'%s' is not a known field.".formatted(path(name))));
        }
    }

    ApiException missing(String name) {
        return new ApiException(
                ApiError.invalid("missing_parameter", path(name), "'%s' is required.".formatted(path(name))));
    }

    ApiException invalid(String name, String what) {
        return new ApiException(ApiError.invalid("invalid_value", path(name), "'%s' %s.".formatted(path(name), what)));
    }

    ApiException unsupported(String name, String what) {
        return new ApiException(
                ApiError.invalid("unsupported_parameter", path(name), "'%s' %s.".formatted(path(name), what)));
    }

    ApiException wrongType(String name, String wanted, Json found) {
        return new ApiException(ApiError.invalid(
                "invalid_type", path(name), "'%s' must be %s, not %s.".formatted(path(name), wanted, describe(found))));
    }

    private static String describe(Json found) {
        return found instanceof Json.Num number && number.digits().length() < 30 ? number.digits() : found.kind();
    }
}
