package dev.yardmaster.standins.talk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between engines that speak the OpenAI API. */
public interface Dialect {
    /** Which adapter a request means; the inner one is empty for the model itself, the outer for a model not known. */
    Optional<Optional<String>> adapter(String model, JsonNode body);

    /** The entries of {@code /v1/models}. */
    List<Map<String, @Nullable Object>> cards();

    /** The body of an error. */
    Object error(int status, String type, String message);

    /** Tokens of one request, prompt and answer together. */
    int context();

    /** The status of a body that lacks what it needs. */
    int incomplete();
}
