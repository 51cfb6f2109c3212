package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.nodes.Assignments;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.secret.Sha256;
import dev.yardmaster.server.weights.WeightsContent;
import dev.yardmaster.server.weights.WeightsNeed;
import dev.yardmaster.server.weights.internal.Entries.Entry;
import dev.yardmaster.server.weights.store.PrefetchStore;
import dev.yardmaster.server.weights.store.StoredPrefetch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One look at all policies; changes nothing where nothing is different. */
@Component
class PrefetchPass {
    private static final String NOTHING = "";

    private final PrefetchStore store;
    private final PrefetchNeeds needs;
    private final Entries entries;
    private final Fleet fleet;
    private final Assignments assignments;
    private final Changes changes;

    PrefetchPass(
            PrefetchStore store,
            PrefetchNeeds needs,
            Entries entries,
            Fleet fleet,
            Assignments assignments,
            Changes changes) {
        this.store = store;
        this.needs = needs;
        this.entries = entries;
        this.fleet = fleet;
        this.assignments = assignments;
        this.changes = changes;
    }

    /** Follows entries whose files are others now, for instance because other files are included. */
    @Transactional
    public void contents() {
        Map<Entry, Optional<WeightsContent>> known = new HashMap<>();
        for (StoredPrefetch policy : store.all()) {
            known.computeIfAbsent(Entry.of(policy.spec()), entries::content)
                    .filter(now -> !now.equals(policy.content()))
                    .ifPresent(now -> {
                        store.content(policy.name(), now);
                        changes.record(Kind.PREFETCH.word(), policy.name());
                    });
        }
    }

    /** Gives a new assignment to each node that should hold something else for policies than it was told. */
    @Transactional
    public void nodes() {
        Map<String, String> told = store.told();
        Map<String, String> wanted = needs.all().stream()
                .collect(Collectors.groupingBy(
                        WeightsNeed::node, Collectors.collectingAndThen(Collectors.toList(), PrefetchPass::digest)));
        if (told.isEmpty() && wanted.isEmpty()) {
            return;
        }
        List<String> different = fleet.labels().keySet().stream()
                .filter(n -> !Objects.equals(told.getOrDefault(n, NOTHING), wanted.getOrDefault(n, NOTHING)))
                .sorted()
                .toList();
        different.forEach(n -> store.told(n, wanted.getOrDefault(n, NOTHING)));
        assignments.changed(different);
    }

    private static String digest(List<WeightsNeed> needs) {
        return Sha256.hex(String.join(
                "\n", needs.stream().map(n -> n.content().key()).collect(Collectors.toCollection(TreeSet::new))));
    }
}
