package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.json.AnswerScanner;
import dev.yardmaster.gateway.metrics.CancelPhase;
import dev.yardmaster.gateway.metrics.ErrorKind;
import dev.yardmaster.gateway.metrics.Series;

/** Times and tokens of one answer. */
final class Meter {
    private final long start;
    private boolean firstToken;
    private long lastEvent;
    private int eventsInPiece;
    private boolean usageSeen;
    private boolean errorSeen;
    private long promptTokens;
    private long completionTokens;
    private long cachedTokens;

    Meter(long start) {
        this.start = start;
    }

    /** An event, or a whole answer that is no stream, has passed. The last report of usage is the one that counts. */
    void saw(AnswerScanner facts) {
        if (facts.hasUsage()) {
            usageSeen = true;
            promptTokens = facts.promptTokens();
            completionTokens = facts.completionTokens();
            cachedTokens = facts.cachedTokens();
        }
        errorSeen |= facts.hasError();
        if (!facts.isUsageOnly() && (firstToken || facts.hasOutput())) {
            eventsInPiece++;
        }
    }

    /** The piece that brought these events arrived at {@code now}. */
    void pieceOver(Series series, long now) {
        int events = eventsInPiece;
        eventsInPiece = 0;
        if (events == 0) {
            return;
        }
        if (!firstToken) {
            firstToken = true;
            series.firstToken(now - start);
            events--;
            if (events > 0) {
                series.nextTokens(0, events);
            }
        } else {
            series.nextTokens(now - lastEvent, events);
        }
        lastEvent = now;
    }

    /** To be called once, when the answer is over or its client has left. */
    void settle(Series series, int status, boolean stream) {
        if (usageSeen) {
            series.usage(promptTokens, completionTokens, cachedTokens);
        } else if (status < 300) {
            series.endedWithoutUsage();
        }
        if (errorSeen && stream) {
            series.failed(ErrorKind.ENGINE_EVENT);
        }
    }

    CancelPhase phase(boolean committed, boolean stream) {
        return (stream ? firstToken : committed) ? CancelPhase.MID_ANSWER : CancelPhase.BEFORE_FIRST_TOKEN;
    }
}
