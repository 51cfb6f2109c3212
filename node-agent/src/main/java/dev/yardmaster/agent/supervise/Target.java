package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.Fingerprint;
import dev.yardmaster.agent.instance.Wish;
import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.util.Optional;

/**
 * What one instance should be.
 *
 * @param assigned as it was last assigned
 * @param keyKnown its engine key came from the server, not from the disk, where it never is
 * @param isUnassigned the newest assignment does not have it
 * @param stop why it should end whatever is assigned
 */
record Target(AssignedInstance assigned, boolean keyKnown, boolean isUnassigned, Optional<Wish.Stop> stop) {
    private static final Duration FETCH_BASE = Duration.ofMinutes(10);
    /** Slower than this is taken for stuck. */
    private static final int LEAST_BYTES_PER_SECOND_SHIFT = 20;

    static Target of(AssignedInstance instance, boolean keyKnown) {
        return new Target(instance, keyKnown, false, Optional.empty());
    }

    Target unassigned() {
        Wish.Stop gone =
                new Wish.Stop(InstanceReason.SCALED_IN, "It is no longer assigned to this node.", assigned.drainFor());
        return new Target(assigned, keyKnown, true, Optional.of(gone));
    }

    Target stopping(InstanceReason reason, String sentence, Duration drainFor) {
        return new Target(assigned, keyKnown, isUnassigned, Optional.of(new Wish.Stop(reason, sentence, drainFor)));
    }

    Wish wish(Optional<Fingerprint> running, ModelStatus weights) {
        if (stop.isPresent()) {
            return stop.get();
        }
        return switch (assigned.desired()) {
            case STOP -> new Wish.Stop(assigned.desiredReason(), sentence(), assigned.drainFor());
            case RUN, SLEEP ->
                new Wish.Run(
                        assigned.launch().startup().deadline(0),
                        Math.max(1, assigned.launch().checks().health().failuresToUnready()),
                        fetchDeadline(weights),
                        keyKnown || assigned.launch().keyVariable().isEmpty(),
                        running.map(r -> Fingerprint.of(assigned).accepts(r)).orElse(true));
        };
    }

    private static String sentence() {
        return "The control plane wants it stopped.";
    }

    private static Duration fetchDeadline(ModelStatus weights) {
        return switch (weights) {
            case ModelStatus.Fetching(var progress) ->
                FETCH_BASE.plusSeconds(progress.total() >> LEAST_BYTES_PER_SECOND_SHIFT);
            case ModelStatus.Held _, ModelStatus.Failed _ -> FETCH_BASE;
        };
    }
}
