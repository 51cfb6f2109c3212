package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.document.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds our documents, leaving out whatever is empty. */
final class Documents {
    private Documents() {}

    static Made model(String name, Labels labels, Place place, Optional<String> secret, StatedFacts facts) {
        Map<String, Object> spec = spec(place, secret);
        if (!facts.map().isEmpty()) {
            spec.put("facts", facts.map());
        }
        return new Made(Kind.MODEL, name, labels.map(), spec);
    }

    static Made adapter(String name, String base, Labels labels, Place place, Optional<String> secret) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("base", base);
        spec.putAll(spec(place, secret));
        return new Made(Kind.ADAPTER, name, labels.map(), spec);
    }

    /** Of a model of the same name. */
    static Made prefetch(String model, Kind of, Labels labels, Map<String, String> nodeLabels) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put(of == Kind.ADAPTER ? "adapter" : "model", model);
        spec.put("nodeLabels", nodeLabels);
        return new Made(Kind.PREFETCH, model, labels.map(), spec);
    }

    private static Map<String, Object> spec(Place place, Optional<String> secret) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("source", place.source());
        Map<String, Object> access = place.access(secret);
        if (!access.isEmpty()) {
            spec.put("access", access);
        }
        return spec;
    }
}
