package dev.yardmaster.contract.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * How busy an engine was when it was last asked. What is absent was not measured.
 *
 * @param running requests being computed
 * @param waiting requests that wait for a place
 * @param kvUse share of the cache of keys and values in use, 0 to 1
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Load(Optional<Long> running, Optional<Long> waiting, Optional<Double> kvUse) {
    public Load {
        running = running == null ? Optional.empty() : running;
        waiting = waiting == null ? Optional.empty() : waiting;
        kvUse = kvUse == null ? Optional.empty() : kvUse;
    }

    /** Nothing of it was measured. */
    public boolean unknown() {
        return running.isEmpty() && waiting.isEmpty() && kvUse.isEmpty();
    }
}
