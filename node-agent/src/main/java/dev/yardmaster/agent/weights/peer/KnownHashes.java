package dev.yardmaster.agent.weights.peer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes of chunks that this process has seen whole, for those who ask it. Bounded: beyond that nothing is announced. */
final class KnownHashes {
    private static final int MOST = 200_000;

    private final Map<Place, String> hashes = new ConcurrentHashMap<>();

    private record Place(String modelKey, String path, int chunk) {}

    void put(String modelKey, String path, int chunk, String sha256) {
        if (hashes.size() < MOST) {
            hashes.put(new Place(modelKey, path, chunk), sha256);
        }
    }

    Optional<String> find(String modelKey, String path, int chunk) {
        return Optional.ofNullable(hashes.get(new Place(modelKey, path, chunk)));
    }

    void forget(String modelKey) {
        hashes.keySet().removeIf(p -> p.modelKey().equals(modelKey));
    }
}
