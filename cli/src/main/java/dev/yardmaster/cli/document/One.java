package dev.yardmaster.cli.document;

import dev.yardmaster.cli.UsageException;
import dev.yardmaster.cli.api.Api;
import tools.jackson.databind.JsonNode;

/** Reading one thing by name. */
final class One {
    private One() {}

    static JsonNode of(Api api, Resource resource, String name) {
        return switch (resource) {
            case MODEL, ADAPTER, RUNTIME, PREFETCH, DEPLOYMENT, INSTANCE, NODE -> api.get(resource.path() + "/" + name);
            case WEIGHTS, EVENT, API_KEY, SECRET ->
                throw new UsageException(resource.path() + " are listed only; leave '" + name + "' out");
        };
    }
}
