package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.server.catalog.ModelHolds;
import dev.yardmaster.server.catalog.store.ModelStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The catalogue as others see it. */
@Service
class Catalog implements Models, ModelHolds {
    private final ModelStore store;

    Catalog(ModelStore store) {
        this.store = store;
    }

    @Override
    public List<Model> list() {
        return store.list();
    }

    @Override
    public Optional<Model> find(String name) {
        return store.find(name);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(String model) {
        return store.hold(model);
    }
}
