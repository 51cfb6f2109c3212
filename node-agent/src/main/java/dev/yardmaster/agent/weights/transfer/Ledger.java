package dev.yardmaster.agent.weights.transfer;

import java.util.concurrent.atomic.LongAdder;

/** Bytes since this process began, by where they came from. */
public final class Ledger {
    private final LongAdder fromOrigins = new LongAdder();
    private final LongAdder fromPeers = new LongAdder();

    void count(ChunkSource.Kind kind, long bytes) {
        switch (kind) {
            case ORIGIN -> fromOrigins.add(bytes);
            case PEER -> fromPeers.add(bytes);
        }
    }

    public long fromOrigins() {
        return fromOrigins.sum();
    }

    public long fromPeers() {
        return fromPeers.sum();
    }
}
