package dev.yardmaster.cli.document;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reading whole lists. */
public final class Listing {
    private Listing() {}

    public static List<JsonNode> all(Api api, Resource resource, Map<String, String> query) {
        return all(api, resource.path(), query);
    }

    /** Follows the pages to the end. */
    public static List<JsonNode> all(Api api, String path, Map<String, String> query) {
        List<JsonNode> all = new ArrayList<>();
        Map<String, String> next = new HashMap<>(query);
        while (true) {
            JsonNode page = api.get(path, next);
            page.path("items").forEach(all::add);
            if (!page.path("next").isString()) {
                return all;
            }
            next.put("after", page.path("next").asString());
        }
    }

    public static <T> List<T> all(Api api, Resource resource, Map<String, String> query, Class<T> type) {
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
