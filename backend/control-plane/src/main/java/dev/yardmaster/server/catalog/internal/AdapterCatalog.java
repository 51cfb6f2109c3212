package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.server.catalog.AdapterHolds;
import dev.yardmaster.server.catalog.ModelUses;
import dev.yardmaster.server.catalog.store.AdapterStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue's adapters as others see them; each keeps its base. */
@Service
class AdapterCatalog implements Adapters, AdapterHolds, ModelUses {
    private final AdapterStore store;

    AdapterCatalog(AdapterStore store) {
        this.store = store;
    }

    @Override
    public List<Adapter> list() {
        return store.list();
    }

    @Override
    public Optional<Adapter> find(String name) {
        return store.find(name);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean holdAdapter(String adapter) {
        return store.hold(adapter);
    }

    @Override
    public List<String> uses(String model) {
        return store.on(model).stream().map(a -> "adapter '" + a + "'").toList();
    }
}
