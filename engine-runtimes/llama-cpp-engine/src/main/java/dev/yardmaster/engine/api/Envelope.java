package dev.yardmaster.engine.api;

import dev.yardmaster.engine.decode.Usage;
import dev.yardmaster.engine.json.JsonText;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** What is the same in every chunk of one answer. */
public record Envelope(String id, long created, String model, String fingerprint, boolean nullUsage) {

    String wrap(String object, Consumer<JsonGenerator> rest) {
        return JsonText.object(json -> {
            json.writeStringProperty("id", id);
            json.writeStringProperty("object", object);
            json.writeNumberProperty("created", created);
            json.writeStringProperty("model", model);
            json.writeStringProperty("system_fingerprint", fingerprint);
            rest.accept(json);
        });
    }

    /** A chunk with one choice; where usage comes at the end, the chunks before carry a null. */
    String chunk(String object, Consumer<JsonGenerator> choice) {
        return wrap(object, json -> {
            choice(json, choice);
            if (nullUsage) {
                json.writeNullProperty("usage");
            }
        });
    }

    String usageChunk(String object, Usage usage) {
        return wrap(object, json -> {
            json.writeArrayPropertyStart("choices");
            json.writeEndArray();
            usage(json, usage);
        });
    }

    static void choice(JsonGenerator json, Consumer<JsonGenerator> choice) {
        json.writeArrayPropertyStart("choices");
        json.writeStartObject();
        json.writeNumberProperty("index", 0);
        choice.accept(json);
        json.writeEndObject();
        json.writeEndArray();
    }

    static void usage(JsonGenerator json, Usage usage) {
        json.writeObjectPropertyStart("usage");
        json.writeNumberProperty("prompt_tokens", usage.prompt());
        json.writeNumberProperty("completion_tokens", usage.completion());
        json.writeNumberProperty("total_tokens", usage.total());
        json.writeObjectPropertyStart("prompt_tokens_details");
        json.writeNumberProperty("cached_tokens", usage.cached());
        json.writeEndObject();
        json.writeEndObject();
    }
}
