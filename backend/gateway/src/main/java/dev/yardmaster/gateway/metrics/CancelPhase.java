package dev.yardmaster.gateway.metrics;

import java.util.Locale;

/** How far an answer was when its client left. */
public enum CancelPhase {
    /** The request's body was still coming. */
    BODY,
    BEFORE_FIRST_TOKEN,
    MID_ANSWER;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
