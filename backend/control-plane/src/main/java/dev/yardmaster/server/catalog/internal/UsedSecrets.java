package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.server.access.SecretUses;
import dev.yardmaster.server.catalog.store.AdapterStore;
import dev.yardmaster.server.catalog.store.ModelStore;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Secrets that open the sources of models and adapters. */
@Component
class UsedSecrets implements SecretUses {
    private final ModelStore models;
    private final AdapterStore adapters;

    UsedSecrets(ModelStore models, AdapterStore adapters) {
        this.models = models;
        this.adapters = adapters;
    }

    @Override
    public List<String> uses(String secret) {
        return Stream.concat(
                        models.withSecret(secret).stream().map(m -> "model '" + m + "'"),
                        adapters.withSecret(secret).stream().map(a -> "adapter '" + a + "'"))
                .toList();
    }
}
