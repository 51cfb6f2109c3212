package dev.yardmaster.contract.engine;

/** What every engine is measured by, whatever it calls it. */
public enum EngineMetric {
    /** Requests being computed. */
    RUNNING(Kind.GAUGE),
    /** Requests that wait for a place. */
    WAITING(Kind.GAUGE),
    /** Share of the cache of keys and values in use, 0 to 1. */
    KV_USE(Kind.GAUGE),
    /** Tokens that were looked up in the prefix cache. */
    PREFIX_QUERIES(Kind.COUNTER),
    /** Tokens that were found there. */
    PREFIX_HITS(Kind.COUNTER),
    /** Seconds from a request's arrival to its first token. */
    TTFT(Kind.HISTOGRAM),
    /** Seconds between two tokens of an answer. */
    ITL(Kind.HISTOGRAM),
    /** Seconds from a request's arrival to its end. */
    END_TO_END(Kind.HISTOGRAM),
    TOKENS_IN(Kind.COUNTER),
    TOKENS_OUT(Kind.COUNTER),
    /** Requests that were taken out of the batch for want of memory. */
    PREEMPTIONS(Kind.COUNTER),
    ADAPTERS_LOADED(Kind.GAUGE);

    private final Kind kind;

    EngineMetric(Kind kind) {
        this.kind = kind;
    }

    /** How values of it behave. */
    public enum Kind {
        GAUGE,
        COUNTER,
        HISTOGRAM
    }

    public Kind kind() {
        return kind;
    }
}
