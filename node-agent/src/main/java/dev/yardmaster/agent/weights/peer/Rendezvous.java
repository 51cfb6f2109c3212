package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.platform.Digests;

/** Who brings which chunk in: the node with the highest weight for it. Pure, and the same on every node. */
final class Rendezvous {
    private Rendezvous() {}

    /** A node's seed for one model; made once. */
    static long seed(String modelKey, String node) {
        return Long.parseUnsignedLong(Digests.hex(modelKey, node).substring(0, 16), 16);
    }

    static long weight(long seed, String path, int chunk) {
        return mix(seed ^ mix(((long) path.hashCode() << 32) | chunk));
    }

    /** Whether one node comes before another for a chunk; seeds decide between equal weights. */
    static boolean wins(long seed, long other, String path, int chunk) {
        int order = Long.compareUnsigned(weight(seed, path, chunk), weight(other, path, chunk));
        return order > 0 || order == 0 && Long.compareUnsigned(seed, other) > 0;
    }

    /** Every bit of the result depends on every bit of the value. */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
