package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.server.placement.Rejection;
import dev.yardmaster.server.placement.ScorePart;
import dev.yardmaster.server.placement.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Placement's verdicts as one sentence. */
final class Sentences {
    private static final int NODES_NAMED = 4;

    private Sentences() {}

    static String placed(Verdict.Fits fits) {
        return "Placed on " + fits.node() + " with " + fits.score() + " points: "
                + fits.parts().stream().map(ScorePart::sentence).collect(Collectors.joining("; ")) + ".";
    }

    /** Nodes that are nearest to fitting are named first. */
    static String nothingFits(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return "No node has joined yet.";
        }
        String named = verdicts.stream()
                .filter(Verdict.Rejected.class::isInstance)
                .map(Verdict.Rejected.class::cast)
                .sorted(Comparator.comparing(r -> r.why().size()))
                .limit(NODES_NAMED)
                .map(r -> r.node() + ": "
                        + r.why().stream().map(Rejection::sentence).collect(Collectors.joining("; ")))
                .collect(Collectors.joining(" | "));
        int more = verdicts.size() - NODES_NAMED;
        return "No node fits. " + named + (more > 0 ? " | and " + more + " more" : "") + ".";
    }
}
