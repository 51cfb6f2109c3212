package dev.yardmaster.server.catalog.facts.tensors;

import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the headers of one model may cost in all, whatever they claim. */
final class HeaderBudget {
    private static final long BYTES = 128L << 20;
    private static final int TENSORS = 500_000;

    private final AtomicLong left = new AtomicLong(BYTES);
    private final AtomicInteger tensors = new AtomicInteger(TENSORS);

    void take(String path, long bytes) {
        if (left.addAndGet(-bytes) < 0) {
            throw new Unreadable(
                    "The headers up to " + path + " have more than " + BYTES + " bytes; no more of them are read.");
        }
    }

    void oneTensor() {
        if (tensors.decrementAndGet() < 0) {
            throw new Unreadable("There are more than " + TENSORS + " tensors; they are not counted.");
        }
    }
}
