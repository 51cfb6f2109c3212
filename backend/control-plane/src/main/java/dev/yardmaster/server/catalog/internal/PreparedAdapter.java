package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.server.catalog.store.FactsDue;
import java.util.Optional;

/**
 * An adapter that is fit to be saved.
 *
 * @param before the adapter as it was when this was prepared; saving is refused if it has changed since
 */
record PreparedAdapter(
        Metadata metadata, AdapterSpec spec, Adapter.Status status, FactsDue due, Optional<Adapter> before) {

    boolean isUnchanged() {
        return before.filter(b -> b.spec().equals(spec) && b.metadata().labels().equals(metadata.labels()))
                .isPresent();
    }
}
