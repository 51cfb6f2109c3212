package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.Fingerprint;
import dev.yardmaster.agent.instance.Wish;
import dev.yardmaster.agent.instance.Wish.Fit;
import dev.yardmaster.agent.instance.Wish.Proof;
import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.contract.agent.AssignedGroup;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.Startup;
import dev.yardmaster.contract.engine.Startup.Stage;
import java.time.Duration;
import java.util.Optional;

/**
 * What one instance should be.
 *
 * @param assigned as it was last assigned
 * @param weightsBytes size of its model
 * @param keyKnown its engine key came from the server, not from the disk, where it never is
 * @param isUnassigned the newest assignment does not have it
 * @param stop why it should end whatever is assigned
 */
record Target(
        AssignedInstance assigned,
        long weightsBytes,
        boolean keyKnown,
        boolean isUnassigned,
        Optional<Wish.Stop> stop) {
    private static final Duration FETCH_BASE = Duration.ofMinutes(10);
    /** Slower than this is taken for stuck. */
    private static final int LEAST_BYTES_PER_SECOND_SHIFT = 20;

    static Target of(AssignedInstance instance, long weightsBytes, boolean keyKnown) {
        return new Target(instance, weightsBytes, keyKnown, false, Optional.empty());
    }

    Target unassigned() {
        Wish.Stop gone = stop(InstanceReason.SCALED_IN, "It is no longer assigned to this node.", assigned.drainFor());
        return new Target(assigned, weightsBytes, keyKnown, true, Optional.of(gone));
    }

    Target stopping(InstanceReason reason, String sentence, Duration drainFor) {
        return new Target(
                assigned, weightsBytes, keyKnown, isUnassigned, Optional.of(stop(reason, sentence, drainFor)));
    }

    Wish wish(Optional<Launched> running, ModelStatus weights) {
        if (stop.isPresent()) {
            return stop.get();
        }
        return switch (assigned.desired()) {
            case STOP -> stop(assigned.desiredReason(), "The control plane wants it stopped.", assigned.drainFor());
            case RUN -> run(running, weights, Optional.empty());
            case SLEEP ->
                run(running, weights, Optional.of(new Wish.Nap(assigned.desiredReason(), assigned.drainFor())));
        };
    }

    /** What shows that its engine can be used. Without its key it cannot be asked. */
    Proof proof() {
        if (assigned.group().filter(g -> g.rank() > 0).isPresent()) {
            return Proof.PROCESS;
        }
        boolean asked = assigned.launch()
                .checks()
                .inference()
                .filter(i -> !i.questions().isEmpty())
                .isPresent();
        return asked && keyKnown ? Proof.INFERENCE : Proof.HEALTH;
    }

    /** From launch to the first good answer. */
    Duration startDeadline() {
        return launch().startup().deadline(weightsBytes);
    }

    private Wish.Run run(Optional<Launched> running, ModelStatus weights, Optional<Wish.Nap> nap) {
        return new Wish.Run(
                patience(weights),
                proof(),
                keyKnown || launch().keyVariable().isEmpty(),
                Fingerprint.of(assigned).launch() + "/" + generation(),
                running.map(this::fit).orElse(Fit.SAME),
                assigned.group().map(g -> new Wish.Rank(g.rank() > 0 && g.startAfterLeader())),
                launch().sleep().map(a -> new Wish.Naps(a.within(), a.asks().isPresent())),
                nap);
    }

    private Fit fit(Launched running) {
        if (running.generation() < generation()) {
            return Fit.OLDER_GENERATION;
        }
        return Fingerprint.of(assigned).accepts(running.fingerprint()) ? Fit.SAME : Fit.CHANGED;
    }

    private Wish.Patience patience(ModelStatus weights) {
        Startup startup = launch().startup();
        boolean tells = startup.signs().stream().anyMatch(s -> s.stage() == Stage.LOADING);
        Duration load =
                startup.deadline(weightsBytes).minus(startup.startWithin()).minus(startup.warmWithin());
        return new Wish.Patience(
                fetchDeadline(weights),
                startup.startWithin(),
                load,
                startup.warmWithin(),
                tells,
                Math.max(1, launch().checks().health().failuresToUnready()),
                launch().checks()
                        .inference()
                        .map(Checks.Inference::failuresToReplace)
                        .map(n -> Math.max(1, n))
                        .orElse(Integer.MAX_VALUE),
                launch().shutdown().within());
    }

    private Wish.Stop stop(InstanceReason reason, String sentence, Duration drainFor) {
        return new Wish.Stop(reason, sentence, drainFor, launch().shutdown().within());
    }

    private int generation() {
        return assigned.group().map(AssignedGroup::generation).orElse(0);
    }

    private Launch launch() {
        return assigned.launch();
    }

    private static Duration fetchDeadline(ModelStatus weights) {
        return switch (weights) {
            case ModelStatus.Fetching(var progress) ->
                FETCH_BASE.plusSeconds(progress.total() >> LEAST_BYTES_PER_SECOND_SHIFT);
            case ModelStatus.Held _, ModelStatus.Failed _ -> FETCH_BASE;
        };
    }
}
