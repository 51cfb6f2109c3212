package dev.yardmaster.server.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Filters, scores and selects nodes for one instance. Same input, same answer, in whatever order nodes come. */
public final class Placement {
    private Placement() {}

    /** A verdict on each node, by name. */
    public static List<Verdict> judge(Demand demand, Collection<Candidate> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparing(Candidate::node))
                .map(c -> judge(demand, c))
                .toList();
    }

    public static Optional<Verdict.Fits> select(Collection<Verdict> verdicts) {
        return verdicts.stream()
                .filter(Verdict.Fits.class::isInstance)
                .map(Verdict.Fits.class::cast)
                .min(Comparator.comparingInt(Verdict.Fits::score).reversed().thenComparing(Verdict.Fits::node));
    }

    private static Verdict judge(Demand demand, Candidate candidate) {
        Terms terms = Terms.of(demand, candidate);
        List<Rejection> why = Filters.rejections(terms);
        return why.isEmpty()
                ? new Verdict.Fits(candidate.node(), Scores.parts(terms), terms.grant())
                : new Verdict.Rejected(candidate.node(), why);
    }
}
