package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.deployment.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Holds the models that are assigned: each is fetched once however many want it, and is seen complete and verified or
 * not at all.
 */
public final class WeightsStore implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("weights");
    private static final int FETCHES_AT_ONCE = 2;

    private final Settings settings;
    private final WeightsSource source;
    private final Clock clock;
    private final HeldModels held;
    private final Map<String, FetchLane> lanes = new HashMap<>();
    private final Semaphore turns = new Semaphore(FETCHES_AT_ONCE, true);
    private final Runnable changed;

    /**
     * @param root directory of the store
     * @param reserve bytes that are never used
     * @param grace how long a model stays once it is no longer assigned
     */
    public record Settings(Path root, DiskSpace space, long reserve, Duration grace) {
        /** As it runs on a host. */
        public static Settings at(Path root) {
            return new Settings(root, DiskSpace.REAL, 512L << 20, Duration.ofMinutes(10));
        }
    }

    /** @param changed called whenever a model's status does */
    public WeightsStore(Settings settings, WeightsSource source, Clock clock, Runnable changed) {
        this.settings = settings;
        this.source = source;
        this.clock = clock;
        this.changed = changed;
        this.held = new HeldModels(settings.root(), settings.grace());
        held.load();
    }

    /** Fetches what is assigned and not held, and lets go of what is neither assigned nor in use. */
    public void want(List<AssignedModel> models, Set<String> inUse) {
        Set<String> assigned = models.stream().map(AssignedModel::key).collect(Collectors.toSet());
        unwanted(assigned).forEach(FetchLane::close);
        begin(models);
        Set<String> needed = new HashSet<>(assigned);
        needed.addAll(inUse);
        if (held.sweep(needed, clock.instant())) {
            changed.run();
        }
        held.sweepStaging(assigned.stream().map(SafeName::of).collect(Collectors.toSet()));
    }

    private synchronized List<FetchLane> unwanted(Set<String> assigned) {
        List<String> keys =
                lanes.keySet().stream().filter(key -> !assigned.contains(key)).toList();
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(lanes.remove(key)).stream())
                .toList();
    }

    private synchronized void begin(List<AssignedModel> models) {
        for (AssignedModel model : models) {
            if (held.find(model.key()).isEmpty() && !lanes.containsKey(model.key())) {
                lanes.put(model.key(), fetch(model));
            }
        }
    }

    /** How far a model is. One that was not asked for yet has fetched nothing. */
    public synchronized ModelStatus status(String key) {
        Optional<AssignedModel> complete = held.find(key);
        if (complete.isPresent()) {
            return new ModelDirectory(settings.root(), key).status(complete.get());
        }
        return Optional.ofNullable(lanes.get(key))
                .map(FetchLane::status)
                .orElseGet(() -> new ModelStatus.Fetching(new Progress(0, 0)));
    }

    /** Keys of complete models. */
    public List<String> held() {
        return held.keys();
    }

    private FetchLane fetch(AssignedModel model) {
        ModelDirectory directory = new ModelDirectory(settings.root(), model.key());
        ModelFetch.Room room = new ModelFetch.Room(settings.space(), settings.reserve());
        ModelFetch fetch = new ModelFetch(model, directory, source, room);
        return new FetchLane(model.key(), fetch, turns, () -> published(model), changed).start();
    }

    private synchronized void published(AssignedModel model) {
        held.add(model);
        Optional.ofNullable(lanes.remove(model.key())).ifPresent(FetchLane::finish);
        LOG.info("Holding " + model.key() + " (" + model.bytes() + " bytes).");
    }

    @Override
    public void close() {
        List<FetchLane> running;
        synchronized (this) {
            running = List.copyOf(lanes.values());
            lanes.clear();
        }
        running.forEach(FetchLane::close);
    }
}
