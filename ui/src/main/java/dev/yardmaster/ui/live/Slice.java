package dev.yardmaster.ui.live;

import dev.yardmaster.contract.event.Change;
import java.util.EnumSet;
import java.util.Set;

/** A part of the picture that is read on its own. */
public enum Slice {
    MODELS,
    DEPLOYMENTS,
    INSTANCES,
    NODES,
    KEYS,
    ADAPTERS,
    WEIGHTS,
    PREFETCHES,
    EVENTS;

    /** What a change may have made stale; everything where the kind is one that we do not know. */
    static Set<Slice> touchedBy(Change change) {
        return switch (change.kind()) {
            case "Model" -> EnumSet.of(MODELS, EVENTS);
            case "Deployment", "Instance" -> EnumSet.of(DEPLOYMENTS, INSTANCES, EVENTS);
            case "Node" -> EnumSet.of(NODES, INSTANCES, DEPLOYMENTS, EVENTS);
            case "Adapter" -> EnumSet.of(ADAPTERS, EVENTS);
            case "Weights" -> EnumSet.of(WEIGHTS, PREFETCHES);
            case "Prefetch" -> EnumSet.of(PREFETCHES, WEIGHTS, EVENTS);
            case "ApiKey" -> EnumSet.of(KEYS, EVENTS);
            case "Event" -> EnumSet.of(EVENTS);
            default -> EnumSet.allOf(Slice.class);
        };
    }
}
