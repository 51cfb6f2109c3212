package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * Weights that a group of nodes should hold before any deployment asks for them. While it stands they are never evicted
 * there.
 *
 * @param model name of a model in the catalogue; this or {@code adapter}
 * @param adapter name of an adapter in the catalogue
 * @param nodeLabels labels a node must have, all of them; every node where empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PrefetchSpec(Optional<String> model, Optional<String> adapter, Map<String, String> nodeLabels) {
    public PrefetchSpec {
        model = model == null ? Optional.empty() : model;
        adapter = adapter == null ? Optional.empty() : adapter;
        nodeLabels = nodeLabels == null ? Map.of() : Map.copyOf(nodeLabels);
    }
}
