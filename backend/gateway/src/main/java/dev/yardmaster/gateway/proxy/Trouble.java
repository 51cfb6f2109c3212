package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.metrics.ErrorKind;

/** What a client is told when an instance failed it. Neither addresses nor an engine's own words. */
final class Trouble {
    private Trouble() {}

    static Refusal of(ErrorKind kind) {
        Refusal refusal = Refusal.of(kind, sentence(kind));
        return kind.status() == 502 ? refusal.retryAfter("1") : refusal;
    }

    private static String sentence(ErrorKind kind) {
        return switch (kind) {
            case CONNECT -> "No instance of this model could be reached.";
            case BROKEN -> "The instance failed before its answer was complete.";
            case FIRST_BYTE_TIMEOUT -> "The instance did not begin to answer in time.";
            case IDLE_TIMEOUT -> "The instance stopped in the middle of its answer.";
            case TOTAL_TIMEOUT -> "The answer took longer than a request may.";
            case BUSY -> "All instances of this model are busy.";
            case UNAVAILABLE -> "No instance of this model can serve right now.";
            case INVALID_JSON,
                    INVALID_FIELD,
                    BAD_HTTP,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    UNKNOWN_MODEL,
                    UNKNOWN_PATH,
                    WRONG_METHOD,
                    SLOW_BODY,
                    BODY_TOO_LARGE,
                    NO_ROUTES,
                    NO_READY_INSTANCE,
                    ENGINE_STATUS,
                    ENGINE_EVENT,
                    CLIENT_STALLED -> "The request failed.";
        };
    }
}
