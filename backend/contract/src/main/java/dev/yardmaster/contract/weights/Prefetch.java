package dev.yardmaster.contract.weights;

import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.PrefetchSpec;
import java.util.List;

/** A prefetch policy and how far it is. */
public record Prefetch(String apiVersion, String kind, Metadata metadata, PrefetchSpec spec, Status status) {

    /**
     * @param held nodes where it is complete
     * @param wanted nodes that it applies to now
     * @param nodes each of them
     */
    public record Status(int held, int wanted, List<NodeWeights> nodes) {
        public Status {
            nodes = List.copyOf(nodes);
        }
    }

    public String name() {
        return metadata.name();
    }
}
