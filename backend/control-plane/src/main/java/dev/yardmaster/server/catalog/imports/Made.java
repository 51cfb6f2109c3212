package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.document.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of our documents, as a tree.
 *
 * @param labels of its metadata
 */
public record Made(Kind kind, String name, Map<String, String> labels, Map<String, Object> spec) {

    /** All of it, in the order that people write it in. */
    public Map<String, Object> tree() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        if (!labels.isEmpty()) {
            metadata.put("labels", labels);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", Kind.API_VERSION);
        tree.put("kind", kind.word());
        tree.put("metadata", metadata);
        tree.put("spec", spec);
        return tree;
    }

    public String yaml() {
        return LooseYaml.write(tree());
    }
}
