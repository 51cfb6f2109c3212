package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.WeightsObservation;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.Weights;
import dev.yardmaster.server.nodes.WeightsWorkload;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.weights.AssignedWeights;
import dev.yardmaster.server.weights.WeightsNeed;
import dev.yardmaster.server.weights.store.SeenWeights;
import dev.yardmaster.server.weights.store.WeightsStore;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What nodes should hold, and what their agents say they do. */
@Component
class NodeHoldings implements WeightsWorkload {
    private final AllNeeds needs;
    private final AssignedWeights assigned;
    private final Digests digests;
    private final WeightsStore store;
    private final Changes changes;

    NodeHoldings(AllNeeds needs, AssignedWeights assigned, Digests digests, WeightsStore store, Changes changes) {
        this.needs = needs;
        this.assigned = assigned;
        this.digests = digests;
        this.store = store;
        this.changes = changes;
    }

    @Override
    public List<AssignedModel> models(String node, List<AssignedModel> forInstances) {
        Map<String, AssignedModel> models = new TreeMap<>();
        forInstances.forEach(m -> models.put(m.key(), m));
        needs.on(node).forEach(n -> models.computeIfAbsent(n.content().key(), _ -> assigned.of(n.content())));
        return digests.fill(models.values());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void observed(String node, ObservationBatch batch) {
        Map<String, SeenWeights> before =
                store.on(node).stream().collect(Collectors.toMap(SeenWeights::key, seen -> seen));
        Map<String, SeenWeights> after = seen(node, batch.weights(), before);
        List<SeenWeights> changed = after.values().stream()
                .filter(w -> !w.equals(before.get(w.key())))
                .toList();
        Set<String> gone = new HashSet<>(before.keySet());
        gone.removeAll(after.keySet());
        if (!changed.isEmpty() || !gone.isEmpty()) {
            store.write(node, changed, gone);
        }
        boolean room = store.write(node, batch.store());
        if (room || !changed.isEmpty() || !gone.isEmpty()) {
            changes.record(Weights.CHANGE_KIND, node);
        }
    }

    private Map<String, SeenWeights> seen(
            String node, List<WeightsObservation> reported, Map<String, SeenWeights> before) {
        Map<String, Entry> entries = new HashMap<>();
        before.values().forEach(w -> entries.put(w.key(), new Entry(w.kind(), w.name())));
        Set<String> unknown = reported.stream()
                .map(WeightsObservation::modelKey)
                .filter(key -> !entries.containsKey(key))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            entries.putAll(identify(node, unknown));
        }
        Map<String, SeenWeights> seen = new TreeMap<>();
        reported.forEach(w -> seen.put(w.modelKey(), seen(node, w, entries.getOrDefault(w.modelKey(), Entry.of(w)))));
        return seen;
    }

    /** By what the node should hold, and for what it still has from earlier by what others were seen to have. */
    private Map<String, Entry> identify(String node, Collection<String> keys) {
        Map<String, Entry> found = new HashMap<>();
        for (WeightsNeed need : needs.on(node)) {
            found.put(
                    need.content().key(),
                    new Entry(need.content().kind(), need.content().name()));
        }
        List<String> rest = new ArrayList<>(keys);
        rest.removeAll(found.keySet());
        if (!rest.isEmpty()) {
            store.of(rest).forEach(w -> found.putIfAbsent(w.key(), new Entry(w.kind(), w.name())));
        }
        return found;
    }

    private static SeenWeights seen(String node, WeightsObservation w, Entry entry) {
        return new SeenWeights(
                node,
                w.modelKey(),
                entry.kind(),
                entry.name(),
                w.state(),
                Texts.sentence(w.sentence()),
                w.progress(),
                Math.max(0, w.bytesPerSecond()),
                Math.max(0, w.fromOrigin()),
                Math.max(0, w.fromPeers()),
                w.since().truncatedTo(ChronoUnit.MICROS));
    }

    /** What the catalogue calls it; nothing better is known of leftovers than their key. */
    private record Entry(Kind kind, String name) {
        static Entry of(WeightsObservation w) {
            return new Entry(Kind.MODEL, w.modelKey());
        }
    }
}
