package dev.yardmaster.agent.weights.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which models go when room is needed: the longest unused first, never one that is needed, and none in vain. Pure. */
public final class Eviction {
    private Eviction() {}

    /**
     * One model in the store.
     *
     * @param needed assigned or in use
     * @param blobs sizes by content
     */
    public record Candidate(String key, Instant lastUsed, boolean needed, Map<String, Long> blobs) {
        public Candidate {
            blobs = Map.copyOf(blobs);
        }
    }

    /**
     * What goes.
     *
     * @param freed bytes; a content that a staying model shares frees nothing
     */
    public record Plan(List<String> keys, long freed) {}

    /** As few as it takes; all unneeded ones where even they do not free that much. */
    public static Plan plan(List<Candidate> all, long bytes) {
        Map<String, Integer> owners = new HashMap<>();
        all.forEach(c -> c.blobs().keySet().forEach(b -> owners.merge(b, 1, Integer::sum)));
        List<Candidate> order = all.stream()
                .filter(c -> !c.needed())
                .sorted(Comparator.comparing(Candidate::lastUsed).thenComparing(Candidate::key))
                .toList();
        List<String> keys = new ArrayList<>();
        long freed = 0;
        for (Candidate next : order) {
            if (freed >= bytes) {
                break;
            }
            keys.add(next.key());
            for (Map.Entry<String, Long> blob : next.blobs().entrySet()) {
                if (owners.merge(blob.getKey(), -1, Integer::sum) == 0) {
                    freed += blob.getValue();
                }
            }
        }
        return new Plan(List.copyOf(keys), freed);
    }

    /** What unneeded models would free in all. */
    public static long evictable(List<Candidate> all) {
        return plan(all, Long.MAX_VALUE).freed();
    }
}
