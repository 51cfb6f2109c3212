package dev.yardmaster.contract.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.access.KeyScope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that gateways accept; never the key itself.
 *
 * @param sha256 lower-case hex of SHA-256 over the whole token's ASCII bytes
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RouteKey(
        String id, String name, String project, String sha256, Set<KeyScope> scopes, Optional<Instant> expiresAt) {
    public RouteKey {
        scopes = Set.copyOf(scopes);
        expiresAt = expiresAt == null ? Optional.empty() : expiresAt;
    }
}
