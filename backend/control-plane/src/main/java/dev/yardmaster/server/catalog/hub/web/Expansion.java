package dev.yardmaster.server.catalog.hub.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Descriptions cut down to what {@code expand} names; the id is always there. */
@Component
class Expansion {
    private static final Set<String> ALWAYS = Set.of("_id", "id");

    private final JsonMapper json;

    Expansion(JsonMapper json) {
        this.json = json;
    }

    /** The upstream's own words, which were asked for with sizes and digests. */
    Map<String, Object> mirrored(JsonNode description, boolean blobs, List<String> wanted) {
        ObjectNode all = (ObjectNode) description.deepCopy();
        // What is true of the upstream's storage is not true of this one.
        all.remove("xetEnabled");
        if (!blobs) {
            all.path("siblings").forEach(s -> ((ObjectNode) s).retain("rfilename"));
        }
        Map<String, Object> fields = json.convertValue(all, new TypeReference<>() {});
        return wanted.isEmpty() ? fields : only(fields, wanted);
    }

    Map<String, Object> only(ModelInfo info, List<String> wanted) {
        return only(json.convertValue(info, new TypeReference<Map<String, Object>>() {}), wanted);
    }

    private static Map<String, Object> only(Map<String, Object> all, List<String> wanted) {
        return all.entrySet().stream()
                .filter(e -> ALWAYS.contains(e.getKey()) || wanted.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
