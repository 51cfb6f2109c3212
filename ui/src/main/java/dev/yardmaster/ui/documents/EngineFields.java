package dev.yardmaster.ui.documents;

import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.EngineTerm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Engine settings as a document has them: what is unsaid is left out. */
final class EngineFields {
    private EngineFields() {}

    static Map<String, Object> of(EngineSettings settings) {
        Map<String, Object> fields = new LinkedHashMap<>();
        settings.version().ifPresent(v -> fields.put("version", v));
        settings.terms()
                .forEach((term, value) -> put(fields, List.of(term.field().split("\\.")), value(term, value)));
        if (!settings.arguments().isEmpty()) {
            fields.put("arguments", new ArrayList<>(settings.arguments()));
        }
        if (!settings.environment().isEmpty()) {
            fields.put("environment", new TreeMap<>(settings.environment()));
        }
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> fields, List<String> path, Object value) {
        if (path.size() == 1) {
            fields.put(path.getFirst(), value);
        } else {
            Object below = fields.computeIfAbsent(path.getFirst(), _ -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) below, path.subList(1, path.size()), value);
        }
    }

    private static Object value(EngineTerm term, String value) {
        return switch (term.shape()) {
            case COUNT -> Integer.valueOf(value);
            case SHARE -> Double.valueOf(value);
            case FLAG -> Boolean.valueOf(value);
            case WORD -> value;
        };
    }
}
