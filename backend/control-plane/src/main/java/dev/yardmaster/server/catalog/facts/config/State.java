package dev.yardmaster.server.catalog.facts.config;

/** What a recurrent layer keeps of a sequence. */
public enum State {
    MAMBA,
    MAMBA2,
    GATED_DELTA,
    KDA,
    LIGHTNING,
    SHORT_CONV,
    RWKV4,
    RWKV,
    LRU,
    JET
}
