package dev.yardmaster.server.deployments.status;

import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.deployment.Deployment.Status;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What is going on with a deployment, in one word and in one sentence. */
public final class StatusOf {
    private StatusOf() {}

    public static Status deployment(int revision, int wanted, boolean deleting, List<Instance> instances, Instant now) {
        List<Instance> there = instances.stream()
                .filter(i -> i.condition().state() != InstanceState.STOPPED)
                .toList();
        int ready = (int)
                there.stream().filter(i -> i.revision() == revision && ready(i)).count();
        Phase phase = phase(wanted, ready, deleting, there);
        return new Status(
                phase, revision, ready, wanted, there.size(), sentence(phase, revision, wanted, ready, there, now));
    }

    private static Phase phase(int wanted, int ready, boolean deleting, List<Instance> there) {
        if (deleting) {
            return Phase.DELETING;
        }
        if (wanted == 0 && there.isEmpty()) {
            return Phase.SCALED_TO_ZERO;
        }
        if (ready == wanted && there.size() == wanted) {
            return Phase.READY;
        }
        return there.stream().anyMatch(StatusOf::troubled) ? Phase.DEGRADED : Phase.PROGRESSING;
    }

    private static String sentence(
            Phase phase, int revision, int wanted, int ready, List<Instance> there, Instant now) {
        return switch (phase) {
            case SCALED_TO_ZERO -> "No instance is wanted and none is there.";
            case READY -> ready + " of " + wanted + " ready.";
            case DELETING ->
                there.isEmpty()
                        ? "It is being deleted."
                        : "It is being deleted; " + there.size() + " still there." + about(there, i -> true, now);
            case PROGRESSING, DEGRADED -> {
                String older = older(revision, there);
                yield ready + " of " + wanted + " ready" + older + "." + about(there, i -> !ready(i), now);
            }
        };
    }

    private static String older(int revision, List<Instance> there) {
        long answering =
                there.stream().filter(i -> i.revision() != revision && ready(i)).count();
        return answering == 0 ? "" : ", " + answering + " of older revisions still answer";
    }

    /** The one that is most in the way. */
    private static String about(List<Instance> there, Predicate<Instance> which, Instant now) {
        Optional<Instance> worst = there.stream()
                .filter(which)
                .min(Comparator.comparing((Instance i) -> !troubled(i))
                        .thenComparing(i -> i.condition().since())
                        .thenComparing(Instance::id));
        return worst.map(i -> " " + i.id() + " is " + word(i.condition().state())
                        + i.node().map(n -> " on " + n).orElse("") + progress(i) + " for " + age(i, now) + why(i))
                .orElse("");
    }

    private static String progress(Instance i) {
        return i.progress()
                .filter(p -> i.condition().state() == InstanceState.PREFETCHING)
                .map(p -> ", " + p.percent() + " % there,")
                .orElse("");
    }

    private static String why(Instance i) {
        String sentence = i.condition().sentence();
        return troubled(i) && !sentence.isBlank() ? ": " + sentence : ".";
    }

    private static String age(Instance i, Instant now) {
        Duration age = Duration.between(i.condition().since(), now);
        long seconds = Math.max(0, age.toSeconds());
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    private static boolean ready(Instance i) {
        return i.condition().state() == InstanceState.READY;
    }

    private static boolean troubled(Instance i) {
        return switch (i.condition().state()) {
            case FAILED, UNREACHABLE -> true;
            case PENDING -> i.condition().reason() == InstanceReason.NOTHING_FITS;
            case SCHEDULED, PREFETCHING, STARTING, LOADING, WARMING, READY, SLEEPING, DRAINING, STOPPING, STOPPED ->
                i.restarts() > 0 && !ready(i);
        };
    }

    public static String word(InstanceState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
