package dev.yardmaster.gateway.routes;

import dev.yardmaster.contract.access.KeyScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whom a key stands for. */
public record Caller(String id, String project, Set<KeyScope> scopes, Optional<Instant> expiresAt) {
    /** An administrator's key may do anything a gateway offers. */
    public boolean may(KeyScope scope) {
        return scopes.contains(scope) || scopes.contains(KeyScope.ADMIN);
    }

    public boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    /** Keys reach the routes of their own project; an administrator's reach all. */
    public boolean sees(ServedRoute route) {
        return project.equals(route.project()) || scopes.contains(KeyScope.ADMIN);
    }
}
