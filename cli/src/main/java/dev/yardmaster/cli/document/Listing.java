package dev.yardmaster.cli.document;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reading whole lists. */
final class Listing {
    private Listing() {}

    static List<JsonNode> all(Api api, Resource resource, Map<String, String> query) {
        JsonNode answer = api.get(resource.path(), query);
        List<JsonNode> all = new ArrayList<>();
        (answer.isArray() ? answer : answer.path("items")).forEach(all::add);
        return all;
    }

    static <T> List<T> all(Api api, Resource resource, Map<String, String> query, Class<T> type) {
        return all(api, resource, query).stream()
                .map(n -> Json.MAPPER.treeToValue(n, type))
                .toList();
    }

    /** Whether a thing carries all of these labels. */
    static boolean carries(JsonNode thing, Resource resource, Map<String, String> labels) {
        JsonNode at = resource.labelsAt().equals(".") ? thing : thing.path(resource.labelsAt());
        return labels.entrySet().stream()
                .allMatch(l -> at.path("labels").path(l.getKey()).asString("").equals(l.getValue()));
    }
}
