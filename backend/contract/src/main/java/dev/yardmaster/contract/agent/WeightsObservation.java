package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.weights.WeightsState;
import java.time.Instant;
import java.util.Optional;

/**
 * What an agent sees of one model's files.
 *
 * @param reason why it failed; absent otherwise
 * @param bytesPerSecond over the last seconds; 0 unless fetching
 * @param since when it came into this state
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record WeightsObservation(
        String modelKey,
        WeightsState state,
        Optional<InstanceReason> reason,
        String sentence,
        Progress progress,
        long bytesPerSecond,
        long fromOrigin,
        long fromPeers,
        Instant since) {
    public WeightsObservation {
        reason = reason == null ? Optional.empty() : reason;
    }
}
