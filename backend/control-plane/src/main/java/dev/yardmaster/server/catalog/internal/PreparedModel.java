package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.server.catalog.store.FactsDue;
import java.util.Optional;

/**
 * A model that is fit to be saved.
 *
 * @param before the model as it was when this was prepared; saving is refused if it has changed since
 */
record PreparedModel(Metadata metadata, ModelSpec spec, Model.Status status, FactsDue due, Optional<Model> before) {

    boolean isUnchanged() {
        return before.filter(b -> b.spec().equals(spec) && b.metadata().labels().equals(metadata.labels()))
                .isPresent();
    }
}
