package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.peer.SharedWeights.Shared;
import dev.yardmaster.agent.weights.transfer.ChunkView;
import dev.yardmaster.agent.weights.transfer.Chunks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chunks of one model in the order in which they came, so that a listener hears of each once. */
final class Arrivals implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST_AT_ONCE = 2_000;

    private final SharedWeights weights;
    private final KnownHashes hashes;
    private final String modelKey;
    private final Map<String, ChunkView> views = new HashMap<>();
    private final Map<String, BitSet> seen = new HashMap<>();
    private final List<Place> order = new ArrayList<>();
    private int boots;
    private long lookedAt = System.nanoTime() - LOOK.toNanos();
    private volatile long usedAt = System.nanoTime();
    private Optional<Shared> shared = Optional.empty();

    private record Place(String path, int chunk) {}

    Arrivals(SharedWeights weights, KnownHashes hashes, String modelKey) {
        this.weights = weights;
        this.hashes = hashes;
        this.modelKey = modelKey;
    }

    /** What came after; at most a few thousand chunks at once. Empty where the model is not here at all. */
    synchronized Optional<ChunkNews> after(String boot, int after, String ownBoot, long idleMillis) throws IOException {
        usedAt = System.nanoTime();
        look();
        String now = ownBoot + "-" + boots;
        int from = boot.equals(now) ? Math.clamp(after, 0, order.size()) : 0;
        int to = Math.min(order.size(), from + MOST_AT_ONCE);
        return shared.map(s -> new ChunkNews(
                now,
                to,
                s.whole(),
                !s.whole(),
                idleMillis,
                Chunks.USUAL_BYTES,
                s.whole()
                        ? List.of()
                        : order.subList(from, to).stream().map(this::entry).toList()));
    }

    private ChunkNews.Entry entry(Place place) {
        String sha256 = hashes.find(modelKey, place.path(), place.chunk()).orElse("");
        return new ChunkNews.Entry(place.path(), place.chunk(), sha256);
    }

    /** A view of one file; stays this object's to close. */
    synchronized Optional<ChunkView> view(String path) throws IOException {
        usedAt = System.nanoTime();
        return open(path);
    }

    boolean isIdle(Duration since) {
        return System.nanoTime() - usedAt > since.toNanos();
    }

    private void look() throws IOException {
        if (System.nanoTime() - lookedAt < LOOK.toNanos()) {
            return;
        }
        lookedAt = System.nanoTime();
        shared = weights.find(modelKey);
        if (shared.filter(s -> !s.whole()).isEmpty()) {
            return;
        }
        for (String path : shared.get().paths()) {
            Optional<ChunkView> view = open(path);
            if (view.isPresent()) {
                look(path, view.get());
            }
        }
    }

    /** A chunk that is gone again, because it was wrong, voids everything that was told. */
    private void look(String path, ChunkView view) {
        BitSet told = seen.computeIfAbsent(path, _ -> new BitSet());
        for (int chunk = 0; chunk < view.chunks().count(); chunk++) {
            boolean here = view.has(chunk);
            if (here && !told.get(chunk)) {
                told.set(chunk);
                order.add(new Place(path, chunk));
            } else if (!here && told.get(chunk)) {
                boots++;
                order.clear();
                seen.clear();
                return;
            }
        }
    }

    private Optional<ChunkView> open(String path) throws IOException {
        ChunkView known = views.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ChunkView> view = weights.open(modelKey, path);
        view.ifPresent(v -> views.put(path, v));
        return view;
    }

    @Override
    public synchronized void close() throws IOException {
        for (ChunkView view : views.values()) {
            view.close();
        }
        views.clear();
        seen.clear();
        order.clear();
        boots++;
    }
}
