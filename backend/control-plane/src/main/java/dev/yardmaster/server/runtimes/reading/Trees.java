package dev.yardmaster.server.runtimes.reading;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Trees on top of each other. */
public final class Trees {
    private Trees() {}

    /** Objects are merged by key, everything else replaces what was there; null takes it away. Changes neither. */
    public static ObjectNode merge(ObjectNode below, ObjectNode above) {
        ObjectNode merged = below.deepCopy();
        for (Map.Entry<String, JsonNode> entry : above.properties()) {
            JsonNode there = merged.path(entry.getKey());
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else if (entry.getValue() instanceof ObjectNode over) {
                ObjectNode under = there instanceof ObjectNode o ? o : JsonNodeFactory.instance.objectNode();
                merged.set(entry.getKey(), merge(under, over));
            } else {
                merged.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
        return merged;
    }
}
