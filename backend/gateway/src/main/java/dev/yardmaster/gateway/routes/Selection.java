package dev.yardmaster.gateway.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one request, best first, none twice. The chosen revision comes first; another one answers rather
 * than nobody. Confined to one event loop.
 */
public final class Selection {
    private enum Rank {
        GOOD,
        SUSPECT,
        EJECTED,
        NONE
    }

    private final List<ServedTarget> targets;
    private final int preferred;
    private final List<Instance> tried = new ArrayList<>(3);

    Selection(List<ServedTarget> targets, int preferred) {
        this.targets = targets;
        this.preferred = preferred;
    }

    /** The next instance to try at {@code now} in {@link System#nanoTime()}. */
    public Optional<Instance> next(long now) {
        Instance best = best(now);
        if (best == null) {
            return Optional.empty();
        }
        best.state().takeProbe(now);
        tried.add(best);
        return Optional.of(best);
    }

    /** Whether {@link #next} would find anything. */
    public boolean hasNext() {
        for (ServedTarget target : targets) {
            for (Instance instance : target.instances()) {
                if (!tried.contains(instance)) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable Instance best(long now) {
        Instance best = null;
        Rank bestRank = Rank.NONE;
        for (int i = 0; i < targets.size(); i++) {
            ServedTarget target = targets.get((preferred + i) % targets.size());
            Instance candidate = bestOf(target.instances(), now);
            Rank rank = candidate == null ? Rank.NONE : rank(candidate, now);
            if (rank.compareTo(bestRank) < 0) {
                best = candidate;
                bestRank = rank;
            }
        }
        return best;
    }

    /** Fewest requests in flight within the best rank; the start is random, so that ties are too. */
    private @Nullable Instance bestOf(List<Instance> instances, long now) {
        int start = instances.size() > 1 ? ThreadLocalRandom.current().nextInt(instances.size()) : 0;
        Instance best = null;
        Rank bestRank = Rank.NONE;
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get((start + i) % instances.size());
            if (tried.contains(instance)) {
                continue;
            }
            Rank rank = rank(instance, now);
            if (best == null
                    || rank.compareTo(bestRank) < 0
                    || rank == bestRank
                            && instance.state().inFlight() < best.state().inFlight()) {
                best = instance;
                bestRank = rank;
            }
        }
        return best;
    }

    private static Rank rank(Instance instance, long now) {
        return switch (instance.state().standing(now)) {
            case GOOD, ON_PROBATION -> instance.suspect() ? Rank.SUSPECT : Rank.GOOD;
            case EJECTED -> Rank.EJECTED;
        };
    }
}
