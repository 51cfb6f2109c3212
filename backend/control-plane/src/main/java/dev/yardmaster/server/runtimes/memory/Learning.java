package dev.yardmaster.server.runtimes.memory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What reports come to: the median of the last few, so that one engine that was wrong changes nothing, and a change that
 * stays prevails.
 */
public final class Learning {
    /** Reports that count for one subject and split. */
    public static final int KEPT = 9;

    private static final double LEAST = 0.5;
    private static final double MOST = 2;

    private Learning() {}

    /**
     * Without what is so far off that it was not measured of the same thing: less than half or more than twice of what was
     * computed. Empty where nothing is left.
     */
    public static Optional<Learnt> sound(Learnt learnt) {
        Learnt kept = new Learnt(
                learnt.subject(),
                learnt.split(),
                learnt.weights().filter(Learning::near),
                learnt.keyValues().filter(Learning::near),
                learnt.graphs().filter(Learning::near));
        boolean nothing = kept.weights().isEmpty()
                && kept.keyValues().isEmpty()
                && kept.graphs().isEmpty();
        return nothing ? Optional.empty() : Optional.of(kept);
    }

    static boolean near(double ratio) {
        return ratio >= LEAST && ratio <= MOST;
    }

    /** @param reports of one subject and split, the last ones; absent where there are none */
    public static Optional<Correction> correction(Collection<Learnt> reports) {
        List<Learnt> sound = reports.stream().flatMap(r -> sound(r).stream()).toList();
        return sound.isEmpty()
                ? Optional.empty()
                : Optional.of(new Correction(
                        median(sound, Learnt::weights),
                        median(sound, Learnt::keyValues),
                        median(sound, Learnt::graphs),
                        sound.size()));
    }

    private static double median(List<Learnt> reports, Function<Learnt, Optional<Double>> part) {
        List<Double> sorted =
                reports.stream().flatMap(r -> part.apply(r).stream()).sorted().toList();
        if (sorted.isEmpty()) {
            return 1;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
