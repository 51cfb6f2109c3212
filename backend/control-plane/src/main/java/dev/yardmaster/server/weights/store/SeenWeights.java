package dev.yardmaster.server.weights.store;

import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.WeightsState;
import java.time.Instant;

/** What a node's agent said last of one content. */
public record SeenWeights(
        String node,
        String key,
        Kind kind,
        String name,
        WeightsState state,
        String sentence,
        Progress progress,
        long bytesPerSecond,
        long fromOrigin,
        long fromPeers,
        Instant since) {}
