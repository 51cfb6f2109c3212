package dev.yardmaster.server.runtimes.memory;

import java.util.Optional;

/**
 * What an engine said of itself when it started, from its log or its metrics.
 *
 * @param weightsBytes on one device
 * @param keyValueBytes on one device; counts where tokens are not known
 * @param keyValueTokens of one copy, at the context length that it was started with
 * @param graphBytes on one device
 */
public record Reported(
        Optional<Long> weightsBytes,
        Optional<Long> keyValueBytes,
        Optional<Long> keyValueTokens,
        Optional<Long> graphBytes) {}
