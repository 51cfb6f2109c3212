package dev.yardmaster.contract.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an engine gives its device memory back and takes it again.
 *
 * @param asks whether it sleeps, with {@code asleep} the JSON pointer to true or false in the answer
 * @param keepsWeightsInHostMemory sleeping needs the weights' size of host memory
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SleepAbility(
        List<HttpCall> sleep,
        List<HttpCall> wake,
        Optional<HttpCall> asks,
        String asleep,
        Duration within,
        boolean keepsWeightsInHostMemory) {
    public SleepAbility {
        sleep = List.copyOf(sleep);
        wake = List.copyOf(wake);
        asks = asks == null ? Optional.empty() : asks;
        asleep = asleep == null ? "" : asleep;
    }
}
