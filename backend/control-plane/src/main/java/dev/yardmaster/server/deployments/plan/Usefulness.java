package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.server.placement.Candidate;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which instance would be missed least; total, so that the same one is chosen every time. */
final class Usefulness {
    private Usefulness() {}

    static Comparator<Seen> order(Predicate<Seen> quarantined, Function<Seen, Optional<Candidate>> nodes) {
        return Comparator.comparingInt(Usefulness::rank)
                .thenComparing(i -> !quarantined.test(i))
                .thenComparing(i -> nodes.apply(i).filter(Candidate::cordoned).isEmpty())
                .thenComparing(Seen::createdAt, Comparator.reverseOrder())
                .thenComparing(Seen::id);
    }

    private static int rank(Seen instance) {
        if (instance.unreachable()) {
            return 0;
        }
        if (instance.failing()) {
            return 1;
        }
        return switch (instance.state()) {
            case STOPPED, STOPPING, DRAINING -> 1;
            case PENDING -> 2;
            case FAILED -> 3;
            case SCHEDULED -> 4;
            case PREFETCHING -> 5;
            case STARTING -> 6;
            case LOADING -> 7;
            case WARMING, UNREACHABLE -> 8;
            case SLEEPING -> 9;
            case READY -> 10;
        };
    }
}
