package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.server.catalog.hub.HubUses;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.store.ModelStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** The catalogue's models that come from the built-in hub. */
@Component
class HubUsers implements HubUses {
    private final ModelStore models;

    HubUsers(ModelStore models) {
        this.models = models;
    }

    @Override
    public List<String> modelsFrom(RepositoryName repository) {
        String address = "hub://" + repository;
        return models.list().stream()
                .filter(m -> isBelow(m.spec().source(), address))
                .map(Model::name)
                .toList();
    }

    private static boolean isBelow(String source, String address) {
        return source.equals(address) || source.startsWith(address + "@") || source.startsWith(address + "/");
    }
}
