package dev.yardmaster.contract.weights;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Weights on one node.
 *
 * @param kind MODEL or ADAPTER
 * @param name of the catalogue entry
 * @param key of the content, see {@link dev.yardmaster.contract.agent.AssignedModel}
 * @param sentence why it is in this state
 * @param bytesPerSecond over the last seconds; 0 unless fetching
 * @param eta until it is held, where it can be told
 * @param fromOrigin bytes that came from the source
 * @param fromPeers bytes that came from other nodes
 * @param users who needs it there, as people would say it: {@code deployment 'chat'}, {@code prefetch 'base'}; empty
 *     where it is only kept until the room is needed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NodeWeights(
        String node,
        Kind kind,
        String name,
        String key,
        WeightsState state,
        String sentence,
        Progress progress,
        long bytesPerSecond,
        Optional<Duration> eta,
        long fromOrigin,
        long fromPeers,
        List<String> users,
        Instant since) {
    public NodeWeights {
        eta = eta == null ? Optional.empty() : eta;
        users = List.copyOf(users);
    }
}
