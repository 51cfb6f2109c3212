package dev.yardmaster.server.weights.internal;

import dev.yardmaster.server.weights.WeightsContent;
import dev.yardmaster.server.weights.WeightsNeed;
import dev.yardmaster.server.weights.WeightsNeeds;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What all features need together. */
@Component
class AllNeeds {
    private final ObjectProvider<WeightsNeeds> features;

    AllNeeds(ObjectProvider<WeightsNeeds> features) {
        this.features = features;
    }

    List<WeightsNeed> all() {
        return features.stream().flatMap(f -> f.all().stream()).toList();
    }

    List<WeightsNeed> on(String node) {
        return features.stream().flatMap(f -> f.on(node).stream()).toList();
    }

    /** Empty where the node should not hold it. */
    Optional<WeightsContent> content(String node, String key) {
        return on(node).stream()
                .map(WeightsNeed::content)
                .filter(c -> c.key().equals(key))
                .findFirst();
    }
}
