package dev.yardmaster.server.catalog.hub.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Descriptions cut down to what {@code expand} names; the id is always there. */
@Component
class Expansion {
    private static final Set<String> ALWAYS = Set.of("_id", "id");

    private final JsonMapper json;

    Expansion(JsonMapper json) {
        this.json = json;
    }

    Map<String, Object> only(ModelInfo info, List<String> wanted) {
        Map<String, Object> all = json.convertValue(info, new TypeReference<>() {});
        return all.entrySet().stream()
                .filter(e -> ALWAYS.contains(e.getKey()) || wanted.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
