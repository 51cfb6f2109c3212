package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.store.Eviction;
import dev.yardmaster.agent.weights.store.ModelStore;
import dev.yardmaster.agent.weights.store.Partials;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.StoreObservation;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sees to it that there is room: first goes what nobody wants any more of half-fetched files and of files without a
 * model, then unneeded models, the longest unused first. Never what is assigned or in use.
 */
final class Room {
    private final WeightsSettings settings;
    private final ModelStore store;
    private final Partials partials;
    private final EventLog events;
    private final AtomicLong evictions = new AtomicLong();

    Room(WeightsSettings settings, ModelStore store, EventLog events) {
        this.settings = settings;
        this.store = store;
        this.partials = new Partials(store.layout());
        this.events = events;
    }

    /**
     * Who needs what.
     *
     * @param models assigned or in use
     * @param blobs contents that are wanted, held or not
     * @param partials ids of contents that are wanted
     */
    record Needs(Set<String> models, Set<String> blobs, Set<String> partials) {}

    /**
     * Makes room for bytes that are still to come.
     *
     * @throws WeightsProblem there is none, even without everything that may go
     */
    synchronized void make(long bytes, Needs needs) throws IOException {
        if (shortage(bytes) <= 0) {
            return;
        }
        clear(needs);
        evict(shortage(bytes), needs, "the room was needed");
        if (shortage(bytes) > 0) {
            throw new WeightsProblem(Kind.DISK_FULL, full(bytes));
        }
    }

    /** Lets unneeded models go while the disk is fuller than the high-water mark says. */
    synchronized void keepBelowHighWater(Needs needs) throws IOException {
        long total = settings.disk().total(settings.root());
        long allowed = total / 100 * settings.highWater();
        long over = total - settings.disk().usable(settings.root()) - allowed;
        if (over > 0 && Eviction.evictable(store.candidates(needs.models())) > 0) {
            clear(needs);
            evict(over, needs, "the disk is fuller than " + settings.highWater() + " %");
        }
    }

    private void clear(Needs needs) throws IOException {
        partials.removeAllBut(needs.partials());
        store.removeOrphans(needs.blobs());
    }

    private void evict(long bytes, Needs needs, String why) throws IOException {
        if (bytes <= 0) {
            return;
        }
        Eviction.Plan plan = Eviction.plan(store.candidates(needs.models()), bytes);
        for (String key : plan.keys()) {
            var manifest = store.find(key);
            store.remove(key, needs.blobs());
            evictions.incrementAndGet();
            manifest.ifPresent(m -> events.add(
                    AgentEvent.Type.WEIGHTS_EVICTED,
                    key,
                    "Removed " + m.repository() + " (" + mib(m.bytes()) + "), unused since " + m.lastUsed()
                            + ", because " + why + "."));
        }
    }

    /** Bytes that are missing to take so many more. */
    private long shortage(long bytes) throws IOException {
        long disk = bytes + settings.reserve() - settings.disk().usable(settings.root());
        long quota = settings.quota() == 0 ? Long.MIN_VALUE : used() + bytes - settings.quota();
        return Math.max(disk, quota);
    }

    private String full(long bytes) throws IOException {
        String disk = "the weights' file system has " + mib(settings.disk().usable(settings.root()))
                + " left, of which " + mib(settings.reserve()) + " are kept in reserve";
        String quota = settings.quota() == 0
                ? ""
                : ", and of the quota of " + mib(settings.quota()) + " " + mib(used()) + " are used";
        return "The model needs " + mib(bytes) + " more, but " + disk + quota + "; everything else there is needed.";
    }

    private long used() throws IOException {
        return sum(store.blobs()) + sum(partials.bytes());
    }

    StoreObservation observe(Set<String> neededModels) throws IOException {
        return new StoreObservation(used(), settings.quota(), Eviction.evictable(store.candidates(neededModels)));
    }

    Partials partials() {
        return partials;
    }

    long evictions() {
        return evictions.get();
    }

    private static long sum(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%d MiB", (bytes + (1 << 20) - 1) >> 20);
    }
}
