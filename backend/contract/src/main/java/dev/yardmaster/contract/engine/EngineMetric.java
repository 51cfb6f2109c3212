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

    /**
     * What several series of one engine come to. Copies of a model behind one address (data parallelism) have a series
     * each.
     */
    public enum Together {
        SUM,
        /**
         * The largest. A share is never more than the whole, and the fullest copy is what counts: requests stay with the
         * copy that they were given to, so they wait and are preempted there while others have room, and whoever scales by
         * a mean would learn of it too late. What every copy has alike is not counted twice.
         */
        LARGEST
    }

    public Together together() {
        return switch (this) {
            case RUNNING, WAITING -> Together.SUM;
            case PREFIX_QUERIES, PREFIX_HITS, TOKENS_IN, TOKENS_OUT, PREEMPTIONS -> Together.SUM;
            case TTFT, ITL, END_TO_END -> Together.SUM;
            case KV_USE, ADAPTERS_LOADED -> Together.LARGEST;
        };
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
