package dev.yardmaster.agent.weights.transfer;

import java.time.Duration;

/** A source did not give what it was asked for. The message is a sentence for people and holds no secret. */
public final class SourceProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final What what;
    private final Duration pause;

    /** What went wrong, and with it what is done next. */
    public enum What {
        /** It asks for patience (429, 503): fewer connections, and a pause. */
        BUSY,
        /** Not reached, broken off, too slow, 5xx: fewer connections, and again. */
        UNREACHABLE,
        /** 401, 403: the location may be stale, and is asked for again. */
        DENIED,
        /** 404, 410, or a redirect to where it must not lead: asking again is useless. */
        REFUSED,
        /** Its answer contradicts itself or the request: counted, and asked again a few times. */
        MALFORMED,
        /** The file there is not the one that was pinned. */
        CHANGED,
        /** It does not answer ranges: the whole file is asked for. */
        NO_RANGES,
        /** A peer no longer has the chunk, or gave wrong bytes: asked elsewhere. */
        UNFIT
    }

    public SourceProblem(What what, String sentence) {
        this(what, sentence, Duration.ZERO);
    }

    /** @param pause how long it asks not to be asked */
    public SourceProblem(What what, String sentence, Duration pause) {
        super(sentence, null, false, false);
        this.what = what;
        this.pause = pause;
    }

    public What what() {
        return what;
    }

    public Duration pause() {
        return pause;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
