package dev.yardmaster.server.catalog.curated;

import dev.yardmaster.contract.document.ModelSpec;
import java.util.Map;

/**
 * One entry.
 *
 * @param where file and line, for sentences
 * @param spec as a document's
 */
public record CuratedModel(String where, String name, Map<String, String> labels, ModelSpec spec) {
    public CuratedModel {
        labels = Map.copyOf(labels);
    }

    boolean matches(String text) {
        String all = name + " " + spec.source() + " " + String.join(" ", labels.values());
        return all.toLowerCase(java.util.Locale.ROOT).contains(text.toLowerCase(java.util.Locale.ROOT));
    }
}
