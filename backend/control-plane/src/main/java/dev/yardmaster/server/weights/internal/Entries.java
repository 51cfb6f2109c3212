package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.server.catalog.AdapterHolds;
import dev.yardmaster.server.catalog.ModelHolds;
import dev.yardmaster.server.weights.WeightsChoice;
import dev.yardmaster.server.weights.WeightsContent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Models and adapters of the catalogue as contents. */
@Component
class Entries {
    private final Models models;
    private final Adapters adapters;
    private final ModelHolds modelHolds;
    private final AdapterHolds adapterHolds;

    Entries(Models models, Adapters adapters, ModelHolds modelHolds, AdapterHolds adapterHolds) {
        this.models = models;
        this.adapters = adapters;
        this.modelHolds = modelHolds;
        this.adapterHolds = adapterHolds;
    }

    /** @param kind MODEL or ADAPTER */
    record Entry(Kind kind, String name) {
        /** Of a spec that names exactly one. */
        static Entry of(PrefetchSpec spec) {
            return spec.model()
                    .map(m -> new Entry(Kind.MODEL, m))
                    .orElseGet(() -> new Entry(Kind.ADAPTER, spec.adapter().orElseThrow()));
        }

        String field() {
            return "spec." + word();
        }

        String word() {
            return switch (kind) {
                case MODEL -> "model";
                case ADAPTER -> "adapter";
                case RUNTIME, PREFETCH, DEPLOYMENT -> throw new IllegalStateException(kind + " has no weights");
            };
        }
    }

    /** Empty where there is no such entry. */
    Optional<WeightsContent> content(Entry entry) {
        return switch (entry.kind()) {
            case MODEL -> models.find(entry.name()).map(WeightsChoice::of);
            case ADAPTER -> adapters.find(entry.name()).map(WeightsChoice::of);
            case RUNTIME, PREFETCH, DEPLOYMENT -> Optional.empty();
        };
    }

    /** Nobody deletes it before the caller's transaction ends. */
    void hold(Entry entry) {
        switch (entry.kind()) {
            case MODEL -> modelHolds.hold(entry.name());
            case ADAPTER -> adapterHolds.holdAdapter(entry.name());
            case RUNTIME, PREFETCH, DEPLOYMENT -> throw new IllegalStateException(entry.kind() + " has no weights");
        }
    }
}
