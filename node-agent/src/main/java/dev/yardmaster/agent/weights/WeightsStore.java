package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.weights.store.Layout;
import dev.yardmaster.agent.weights.store.Manifest;
import dev.yardmaster.agent.weights.store.ModelStore;
import dev.yardmaster.agent.weights.transfer.ChunkView;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.FileView;
import dev.yardmaster.agent.weights.transfer.Ledger;
import dev.yardmaster.agent.weights.transfer.TransferEngine;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.agent.WeightsObservation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.weights.WeightsState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the models that are assigned: each content is fetched once however many want it, and a model is seen complete and
 * verified or not at all. What is no longer assigned stays until its room is needed.
 */
public final class WeightsStore implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("weights");
    private static final int WAITED_FOR = 0;
    private static final int AHEAD = 1;

    private final ModelStore store;
    private final TransferEngine engine;
    private final Places places;
    private final EventLog events;
    private final Room room;
    private final Aftercare aftercare;
    private final Clock clock;
    private final Runnable changed;
    private final Map<String, FetchLane> lanes = new HashMap<>();
    private final Set<String> needed = new HashSet<>();
    private final Set<String> damaged = new HashSet<>();
    private final Map<String, Brought> brought = new HashMap<>();

    /** Where the bytes of a held model came from; forgotten with the process. */
    private record Brought(long fromOrigin, long fromPeers) {
        static final Brought BEFORE = new Brought(0, 0);
    }

    /** @param changed called whenever a model's status does; must not block */
    public WeightsStore(
            WeightsSettings settings,
            TransferEngine.Settings transfer,
            Places places,
            EventLog events,
            Clock clock,
            Runnable changed)
            throws IOException {
        this.store = new ModelStore(new Layout(settings.root()), settings.boot(), clock);
        this.engine = new TransferEngine(transfer, store::land);
        this.places = places;
        this.events = events;
        this.room = new Room(settings, store, events);
        this.clock = clock;
        this.changed = changed;
        this.aftercare = new Aftercare(store, settings, clock, this::damaged, this::tidy);
        aftercare.start();
    }

    /**
     * Fetches what is assigned and not held, what instances wait for first, and ends at once what is not assigned any
     * more.
     *
     * @param inUse keys that instances wait for or run with
     */
    public void want(List<AssignedModel> models, Set<String> inUse) {
        Map<String, AssignedModel> assigned =
                models.stream().collect(Collectors.toMap(AssignedModel::key, m -> m, (a, _) -> a));
        unwanted(assigned.keySet()).forEach(FetchLane::close);
        begin(assigned, inUse);
    }

    private void tidy() {
        try {
            room.keepBelowHighWater(needs());
        } catch (IOException e) {
            LOG.warn("The disk cannot be looked at: " + e.getMessage());
        }
    }

    private synchronized List<FetchLane> unwanted(Set<String> assigned) {
        List<String> keys =
                lanes.keySet().stream().filter(key -> !assigned.contains(key)).toList();
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(lanes.remove(key)).stream())
                .toList();
    }

    private synchronized void begin(Map<String, AssignedModel> assigned, Set<String> inUse) {
        needed.clear();
        needed.addAll(assigned.keySet());
        needed.addAll(inUse);
        store.used(needed);
        for (AssignedModel model : assigned.values()) {
            dropIfOther(model);
            int priority = inUse.contains(model.key()) ? WAITED_FOR : AHEAD;
            if (store.find(model.key()).isEmpty()) {
                FetchLane lane = lanes.computeIfAbsent(model.key(), _ -> lane(model, priority));
                lane.fetch().priority(priority);
            }
        }
    }

    /** The same key whose files the server now knows to be others: this node was given wrong ones before. */
    private void dropIfOther(AssignedModel model) {
        Map<String, String> wanted = model.files().stream()
                .filter(f -> !f.sha256().isEmpty())
                .collect(Collectors.toMap(ModelFile::path, ModelFile::sha256, (a, _) -> a));
        Optional<String> other = store.find(model.key()).stream()
                .flatMap(m -> m.files().stream())
                .filter(f ->
                        wanted.containsKey(f.path()) && !wanted.get(f.path()).equals(f.sha256()))
                .map(Manifest.StoredFile::sha256)
                .findFirst();
        other.ifPresent(this::damaged);
    }

    private FetchLane lane(AssignedModel model, int priority) {
        var tools = new ModelFetch.Tools(store, engine, places, bytes -> makeRoom(model.key(), bytes));
        var fetch = new ModelFetch(model, priority, tools);
        return new FetchLane(fetch, clock, this::published, changed).start();
    }

    /** What other fetches still lack is spoken for. */
    private void makeRoom(String key, long bytes) {
        long others;
        synchronized (this) {
            others = lanes.entrySet().stream()
                    .filter(e -> !e.getKey().equals(key) && e.getValue().fetch().isUnderWay())
                    .mapToLong(e -> e.getValue().fetch().outstanding())
                    .sum();
        }
        try {
            room.make(bytes - partly(key) + others, needs());
        } catch (IOException e) {
            throw new WeightsProblem(
                    WeightsProblem.Kind.DISK_FAILED, "The disk cannot be looked at: " + e.getMessage());
        }
    }

    private long partly(String key) throws IOException {
        Map<String, Long> partials = room.partials().bytes();
        long bytes = 0;
        synchronized (this) {
            for (Content content : contents(key)) {
                bytes += partials.getOrDefault(content.id(), 0L);
            }
        }
        return bytes;
    }

    private Iterable<Content> contents(String key) {
        FetchLane lane = lanes.get(key);
        return lane == null ? List.of() : lane.fetch().contents();
    }

    private synchronized Room.Needs needs() {
        Set<String> blobs = new HashSet<>();
        Set<String> partials = new HashSet<>(engine.open());
        lanes.keySet()
                .forEach(key -> contents(key).forEach(c -> {
                    partials.add(c.id());
                    blobs.add(store.foundOrEmpty(c));
                }));
        return new Room.Needs(Set.copyOf(needed), blobs, partials);
    }

    private void published(Manifest manifest) {
        boolean repaired;
        synchronized (this) {
            Optional.ofNullable(lanes.remove(manifest.key())).ifPresent(lane -> {
                brought.put(
                        manifest.key(),
                        new Brought(lane.fetch().fromOrigin(), lane.fetch().fromPeers()));
                lane.finish();
            });
            repaired = damaged.remove(manifest.key());
        }
        events.add(
                repaired ? AgentEvent.Type.WEIGHTS_REPAIRED : AgentEvent.Type.WEIGHTS_HELD,
                manifest.key(),
                (repaired ? "Fetched the damaged file again; " : "Holding ") + manifest.repository() + " ("
                        + manifest.bytes() + " bytes, verified)"
                        + (repaired ? " is whole again." : "."));
        aftercare.wake();
    }

    /** A stored file is not what it should be. */
    private void damaged(String sha256) {
        for (Manifest manifest : store.damaged(sha256)) {
            synchronized (this) {
                damaged.add(manifest.key());
            }
            String paths = manifest.files().stream()
                    .filter(f -> f.sha256().equals(sha256))
                    .map(Manifest.StoredFile::path)
                    .collect(Collectors.joining(", "));
            events.add(
                    AgentEvent.Type.WEIGHTS_DAMAGED,
                    manifest.key(),
                    paths + " on this node's disk was no longer what it should be, and was taken out.");
        }
        changed.run();
    }

    /** How far a model is. One that was not asked for yet has fetched nothing. */
    public synchronized ModelStatus status(String key) {
        Optional<Manifest> complete = store.find(key);
        if (complete.isPresent()) {
            return held(complete.get());
        }
        return Optional.ofNullable(lanes.get(key))
                .map(FetchLane::status)
                .orElseGet(() -> new ModelStatus.Fetching(new Progress(0, 0)));
    }

    private ModelStatus.Held held(Manifest manifest) {
        Path directory = store.layout().root().resolve(manifest.snapshot());
        return new ModelStatus.Held(directory, directory.resolve(FirstWeights.of(manifest)));
    }

    /** Everything that is on this disk or should be, by key. */
    public synchronized List<WeightsObservation> observations() {
        List<WeightsObservation> all = new ArrayList<>();
        brought.keySet().removeIf(key -> store.find(key).isEmpty());
        for (Manifest m : store.held()) {
            Brought from = brought.getOrDefault(m.key(), Brought.BEFORE);
            all.add(new WeightsObservation(
                    m.key(),
                    WeightsState.HELD,
                    Optional.empty(),
                    needed.contains(m.key()) ? "Complete and verified." : "Kept until the room is needed.",
                    new Progress(m.bytes(), m.bytes()),
                    0,
                    from.fromOrigin(),
                    from.fromPeers(),
                    m.heldSince()));
        }
        boolean waited = lanes.values().stream().anyMatch(l -> l.fetch().priority() == WAITED_FOR);
        lanes.values().stream()
                .filter(l -> store.find(l.fetch().model().key()).isEmpty())
                .map(l -> l.observe(waited && l.fetch().priority() == AHEAD))
                .forEach(all::add);
        all.sort(java.util.Comparator.comparing(WeightsObservation::modelKey));
        return List.copyOf(all);
    }

    public StoreObservation store() {
        try {
            return room.observe(needs().models());
        } catch (IOException e) {
            return StoreObservation.EMPTY;
        }
    }

    /** Paths of the files of a model that is here or on its way. */
    public Optional<List<String>> paths(String key) {
        Optional<List<String>> held = store.find(key)
                .map(m -> m.files().stream().map(Manifest.StoredFile::path).toList());
        return held.or(() -> underWay(key)
                .map(f -> f.model().files().stream().map(ModelFile::path).toList()));
    }

    private synchronized Optional<ModelFetch> underWay(String key) {
        return Optional.ofNullable(lanes.get(key)).map(FetchLane::fetch);
    }

    public boolean isHeld(String key) {
        return store.find(key).isPresent();
    }

    /** A file that is here or on its way, for other nodes to read from; the reader closes it. */
    public Optional<ChunkView> view(String modelKey, String path) throws IOException {
        Optional<String> blob = store.find(modelKey).stream()
                .flatMap(m -> m.files().stream())
                .filter(f -> f.path().equals(path))
                .map(Manifest.StoredFile::sha256)
                .findFirst();
        if (blob.isPresent()) {
            return Optional.of(FileView.whole(store.layout().blob(blob.get())));
        }
        Optional<Content> content;
        synchronized (this) {
            FetchLane lane = lanes.get(modelKey);
            content = lane == null
                    ? Optional.empty()
                    : lane.fetch().model().files().stream()
                            .filter(f -> f.path().equals(path))
                            .map(f -> Content.of(modelKey, f))
                            .findFirst();
        }
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Optional<ChunkView> underWay = engine.view(content.get().id());
        if (underWay.isPresent()) {
            return underWay;
        }
        String sha256 = store.foundOrEmpty(content.get());
        return store.blobs().containsKey(sha256)
                ? Optional.of(FileView.whole(store.layout().blob(sha256)))
                : Optional.empty();
    }

    public Path hubCache() {
        return store.layout().hub();
    }

    public Ledger ledger() {
        return engine.ledger();
    }

    public TransferEngine engine() {
        return engine;
    }

    public EventLog events() {
        return events;
    }

    /** Where hashes of chunks that came in are known already. */
    public void remember(ChunkMemory chunks) {
        aftercare.remember(chunks);
    }

    /** What the server should know of files that were verified here. */
    public VerifiedReports verified() {
        return aftercare;
    }

    public long evictions() {
        return room.evictions();
    }

    /** Bytes a second over all fetches. */
    public synchronized long bytesPerSecond() {
        return lanes.values().stream()
                .mapToLong(l -> l.fetch().bytesPerSecond())
                .sum();
    }

    @Override
    public void close() {
        List<FetchLane> running;
        synchronized (this) {
            running = List.copyOf(lanes.values());
            lanes.clear();
        }
        running.forEach(FetchLane::close);
        aftercare.close();
        engine.close();
    }
}
