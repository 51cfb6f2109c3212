package dev.yardmaster.agent.weights.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When the last byte of each model came, so that others can tell a slow node from one that stands still. */
final class Activity {
    private final Map<String, Long> movedAt = new ConcurrentHashMap<>();

    void moved(String modelKey) {
        movedAt.put(modelKey, System.nanoTime());
    }

    void forget(String modelKey) {
        movedAt.remove(modelKey);
    }

    /** Counted from the first question on where nothing came yet. */
    long idleMillis(String modelKey) {
        long now = System.nanoTime();
        return (now - movedAt.computeIfAbsent(modelKey, _ -> now)) / 1_000_000;
    }
}
