package dev.yardmaster.server.access.store;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.route.RouteKey;
import java.time.Instant;

/** @param sha256 lower-case hex over the whole token */
public record StoredKey(ApiKey key, String sha256) {

    public boolean liveAt(Instant now) {
        return key.expiresAt().map(now::isBefore).orElse(true);
    }

    public RouteKey toRouteKey() {
        return new RouteKey(key.id(), key.name(), key.project(), sha256, key.scopes(), key.expiresAt());
    }
}
