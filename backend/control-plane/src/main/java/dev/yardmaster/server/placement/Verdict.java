package dev.yardmaster.server.placement;

import java.util.List;
import java.util.Optional;

/** What placement thinks of one node. */
public sealed interface Verdict {
    String node();

    /** It could go there; of several, the highest score wins, and the first by name among equals. */
    record Fits(String node, List<ScorePart> parts, Optional<DeviceGrant> devices) implements Verdict {
        public Fits {
            parts = List.copyOf(parts);
        }

        /** On the CPU. */
        public Fits(String node, List<ScorePart> parts) {
            this(node, parts, Optional.empty());
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
