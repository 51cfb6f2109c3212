package dev.yardmaster.contract.agent;

import java.util.List;

/** Who can give a cache of compiled kernels, the best first; empty where nobody can. */
public record CacheSources(List<Source> sources) {
    public CacheSources {
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** @param peer with a ticket for this snapshot alone */
    public record Source(WeightsPeer peer, String sha256, long bytes) {}
}
