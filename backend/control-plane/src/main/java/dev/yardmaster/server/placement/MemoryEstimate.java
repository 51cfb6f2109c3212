package dev.yardmaster.server.placement;

import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;

/**
 * Memory that an instance is counted with: the weights' bytes, what the runtime says it needs beside them, and the
 * key-value cache where the deployment says how much context it keeps.
 */
public record MemoryEstimate(long weightsBytes, long overheadBytes, long cacheBytes) {
    private static final double GIB = 1L << 30;

    /** @param perTokenPerGib cache bytes a token takes for each GiB of weights */
    public static MemoryEstimate of(
            long weightsBytes,
            long overheadBytes,
            long perTokenPerGib,
            int concurrencyUnlessSaid,
            EngineSettings said) {
        double perToken = perTokenPerGib * (weightsBytes / GIB);
        long tokens = said.contextLength()
                .map(c -> (long) c * said.maxConcurrency().orElse(concurrencyUnlessSaid))
                .orElse(0L);
        return new MemoryEstimate(weightsBytes, overheadBytes, (long) Math.ceil(perToken * tokens));
    }

    public long total() {
        return weightsBytes + overheadBytes + cacheBytes;
    }

    @Override
    public String toString() {
        return Bytes.text(total()) + " (" + Bytes.text(weightsBytes) + " weights, " + Bytes.text(overheadBytes)
                + " engine, " + Bytes.text(cacheBytes) + " key-value cache)";
    }
}
