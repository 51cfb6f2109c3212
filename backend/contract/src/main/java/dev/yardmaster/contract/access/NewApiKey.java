package dev.yardmaster.contract.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A key to be made.
 *
 * @param name for people; unique
 * @param expiresIn no end where absent; at most an hour is usual for {@code node-join}, which defaults to that
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NewApiKey(String name, Set<KeyScope> scopes, Optional<Duration> expiresIn) {
    public NewApiKey {
        scopes = scopes == null ? Set.of() : Set.copyOf(scopes);
        expiresIn = expiresIn == null ? Optional.empty() : expiresIn;
    }
}
