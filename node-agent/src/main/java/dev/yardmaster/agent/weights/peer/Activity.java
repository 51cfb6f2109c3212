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

    long idleMillis(String modelKey) {
        Long at = movedAt.get(modelKey);
        return at == null ? 0 : (System.nanoTime() - at) / 1_000_000;
    }
}
