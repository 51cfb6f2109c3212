package dev.yardmaster.gateway.feed;

import java.time.Instant;

/**
 * How the feed stands, for health and metrics.
 *
 * @param confirmedAt when the server last said that the table in use is the current one; for a table from disk, when it
 *     was made
 * @param refused tables that could not be served
 */
public record FeedState(boolean serverAnswers, Instant confirmedAt, long refused) {
    static final FeedState START = new FeedState(false, Instant.EPOCH, 0);

    FeedState confirmed(Instant now) {
        return new FeedState(true, now, refused);
    }

    FeedState fromDisk(Instant madeAt) {
        return new FeedState(serverAnswers, madeAt, refused);
    }

    FeedState lost() {
        return new FeedState(false, confirmedAt, refused);
    }

    FeedState tableRefused() {
        return new FeedState(true, confirmedAt, refused + 1);
    }
}
