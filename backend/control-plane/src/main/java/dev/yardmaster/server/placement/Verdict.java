package dev.yardmaster.server.placement;

import java.util.List;

/** What placement thinks of one node. */
public sealed interface Verdict {
    String node();

    /** It could go there; of several, the highest score wins, and the first by name among equals. */
    record Fits(String node, List<ScorePart> parts) implements Verdict {
        public Fits {
            parts = List.copyOf(parts);
        }

        public int score() {
            return parts.stream().mapToInt(ScorePart::points).sum();
        }
    }

    /** It cannot go there; every reason is told, not only the first. */
    record Rejected(String node, List<Rejection> why) implements Verdict {
        public Rejected {
            why = List.copyOf(why);
        }
    }
}
