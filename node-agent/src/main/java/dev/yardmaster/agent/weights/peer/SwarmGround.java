package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.source.Readers;

/** What all swarms of a node stand on. */
record SwarmGround(Readers readers, PeerTrust trust, KnownHashes hashes, Activity activity, StallWatch stalls) {
    long nanoTime() {
        return System.nanoTime();
    }
}
