package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.JsonText;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The list of {@code GET /v1/models}: the base model, then its adapters with their {@code parent}. */
public final class ModelsJson {
    private ModelsJson() {}

    public static String list(String alias, long created, int contextSize, List<String> adapters) {
        return JsonText.object(json -> {
            json.writeStringProperty("object", "list");
            json.writeArrayPropertyStart("data");
            begin(json, alias, created);
            json.writeNumberProperty("max_model_len", contextSize);
            json.writeEndObject();
            for (String adapter : adapters) {
                begin(json, adapter, created);
                json.writeStringProperty("parent", alias);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void begin(JsonGenerator json, String id, long created) {
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeStringProperty("object", "model");
        json.writeNumberProperty("created", created);
        json.writeStringProperty("owned_by", "yardmaster");
    }
}
