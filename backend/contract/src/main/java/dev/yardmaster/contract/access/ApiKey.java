package dev.yardmaster.contract.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as listed; the secret is gone.
 *
 * @param id public part of the token, {@code yk_ID_SECRET}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ApiKey(
        String id,
        String name,
        String project,
        Set<KeyScope> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
