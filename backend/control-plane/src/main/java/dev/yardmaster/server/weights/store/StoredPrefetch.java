package dev.yardmaster.server.weights.store;

import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.server.weights.WeightsContent;
import java.util.Map;

/** @param content what the entry's files were when they were last looked at */
public record StoredPrefetch(Metadata metadata, PrefetchSpec spec, WeightsContent content) {
    public String name() {
        return metadata.name();
    }

    public boolean appliesTo(Map<String, String> nodeLabels) {
        return nodeLabels.entrySet().containsAll(spec.nodeLabels().entrySet());
    }
}
