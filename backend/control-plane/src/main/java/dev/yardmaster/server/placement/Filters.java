package dev.yardmaster.server.placement;

import dev.yardmaster.server.placement.Rejection.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The conditions that a node must meet; each looks at one thing and says its numbers. */
final class Filters {
    /** Kept free on the disk that holds weights. */
    static final long DISK_SPARE = 64L << 20;

    private static final List<BiFunction<Demand, Candidate, Optional<Rejection>>> ALL = List.of(
            Filters::reachable, Filters::cordoned, Filters::labels, Filters::start, Filters::disk, Filters::failing);

    private Filters() {}

    static List<Rejection> rejections(Terms terms) {
        Stream<Rejection> always = ALL.stream().flatMap(f -> f.apply(terms.demand(), terms.candidate()).stream());
        Stream<Rejection> computing =
                terms.onCpu() ? processor(terms.demand(), terms.candidate()).stream() : terms.refused().stream();
        return Stream.of(always, computing, memory(terms).stream())
                .flatMap(s -> s)
                .toList();
    }

    private static Optional<Rejection> reachable(Demand demand, Candidate candidate) {
        return unless(candidate.reachable(), Reason.UNREACHABLE, () -> "it is not heard from");
    }

    private static Optional<Rejection> cordoned(Demand demand, Candidate candidate) {
        return unless(!candidate.cordoned(), Reason.CORDONED, () -> "it is cordoned: nothing new is placed there");
    }

    private static Optional<Rejection> labels(Demand demand, Candidate candidate) {
        List<String> missing = new TreeMap<>(demand.nodeLabels())
                .entrySet().stream()
                        .filter(e -> !e.getValue().equals(candidate.labels().get(e.getKey())))
                        .map(e -> "wants " + e.getKey() + "=" + e.getValue() + ", the node has "
                                + Optional.ofNullable(candidate.labels().get(e.getKey()))
                                        .orElse("no such label"))
                        .toList();
        return unless(missing.isEmpty(), Reason.LABELS_DIFFER, () -> String.join("; ", missing));
    }

    private static Optional<Rejection> processor(Demand demand, Candidate candidate) {
        if (demand.cpuFeatures().isEmpty()) {
            return Optional.empty();
        }
        Set<String> needed = demand.cpuFeatures().get(candidate.architecture());
        if (needed == null) {
            return Optional.of(new Rejection(
                    Reason.ARCHITECTURE_UNSUPPORTED,
                    "its processor is " + candidate.architecture() + ", the runtime needs "
                            + String.join(
                                    " or ", new TreeSet<>(demand.cpuFeatures().keySet()))));
        }
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(candidate.inventory().cpuFeatures());
        return unless(
                missing.isEmpty(),
                Reason.CPU_FEATURE_MISSING,
                () -> "its processor lacks " + String.join(", ", missing) + ", which the runtime needs");
    }

    private static Optional<Rejection> start(Demand demand, Candidate candidate) {
        return demand.cannotStart()
                .apply(candidate.inventory())
                .map(sentence -> new Rejection(Reason.CANNOT_START, sentence));
    }

    private static Optional<Rejection> memory(Terms terms) {
        Candidate candidate = terms.candidate();
        return unless(
                candidate.freeMemory() >= terms.hostBytes(),
                Reason.TOO_LITTLE_MEMORY,
                () -> "needs " + (terms.onCpu() ? terms.demand().memory() : Bytes.text(terms.hostBytes()))
                        + " of memory, " + Bytes.text(candidate.freeMemory()) + " of "
                        + Bytes.text(candidate.allocatableMemory()) + " are free with "
                        + candidate.claims().size() + " instances placed");
    }

    private static Optional<Rejection> disk(Demand demand, Candidate candidate) {
        long needed = demand.memory().weightsBytes() + DISK_SPARE;
        return unless(
                candidate.expects(demand.modelKey()) || candidate.freeDisk() >= needed,
                Reason.TOO_LITTLE_DISK,
                () -> "needs " + Bytes.text(needed) + " on disk for the weights, " + Bytes.text(candidate.freeDisk())
                        + " are free");
    }

    private static Optional<Rejection> failing(Demand demand, Candidate candidate) {
        return candidate.claims().stream()
                .filter(c -> c.failing() && c.deployment().equals(demand.deployment()))
                .filter(c -> !candidate.isQuarantined(c))
                .findFirst()
                .map(c -> new Rejection(Reason.FAILS_THERE, c.instance() + " fails there again and again"));
    }

    /** @param sentence made only where it is needed: most nodes of most passes are fine */
    private static Optional<Rejection> unless(boolean fine, Reason reason, Supplier<String> sentence) {
        return fine ? Optional.empty() : Optional.of(new Rejection(reason, sentence.get()));
    }
}
