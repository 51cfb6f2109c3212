package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Sight.Weights;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A host with one instance in which anything can happen at any time; actions take effect at once. */
final class RandomWorld {
    private final Random random;
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private Supervision state = Supervision.assigned(0, now);
    private Wish wish = run(true);
    private Weights weights = new Weights.Fetching();
    private Process process = new Process.None();
    private Optional<Probe> probe = Optional.empty();
    private OptionalLong running = OptionalLong.empty();

    RandomWorld(long seed) {
        this.random = new Random(seed);
    }

    Supervision state() {
        return state;
    }

    boolean hasProcess() {
        return process instanceof Process.Alive;
    }

    /** Nothing but time can be waited for: no missing key, no stop that is yet to be looked at. */
    boolean mustPass() {
        return wish instanceof Wish.Run run && run.keyKnown() && run.upToDate()
                || state.phase() == Phase.DRAINING
                || state.phase() == Phase.STOPPING;
    }

    Step look() {
        return Lifecycle.step(state, new Sight(wish, weights, process, probe, running, 0.5, now));
    }

    /** One look and its actions; whether anything changed. */
    boolean settleOnce() {
        Supervision before = state;
        Step step = look();
        state = step.next();
        step.actions().forEach(this::act);
        return before.phase() != state.phase() || !step.actions().isEmpty();
    }

    private void act(Step.Action action) {
        process = switch (action) {
            case LAUNCH -> random.nextInt(10) == 0 ? ended() : new Process.Alive();
            case TERMINATE -> random.nextBoolean() ? process : new Process.None();
            case KILL -> random.nextInt(10) == 0 ? process : new Process.None();
        };
        probe = action == Step.Action.LAUNCH ? Optional.empty() : probe;
    }

    void disturb() {
        passTime(Duration.ofMillis(random.nextInt(20_000)));
        switch (random.nextInt(8)) {
            case 0 -> weights = anyWeights();
            case 1 -> process = process instanceof Process.Alive ? ended() : process;
            case 2, 3 -> anyProbe();
            case 4 -> running = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(3));
            case 5 -> wish = run(random.nextInt(4) > 0);
            case 6 -> wish = random.nextInt(3) == 0 ? stop(Duration.ofSeconds(random.nextInt(60))) : wish;
            default -> passTime(Duration.ofSeconds(random.nextInt(400)));
        }
    }

    private void anyProbe() {
        Probe.Outcome[] outcomes = Probe.Outcome.values();
        probe = process instanceof Process.Alive
                ? Optional.of(new Probe(outcomes[random.nextInt(outcomes.length)], "any", now))
                : probe;
    }

    void probeAnswers() {
        if (process instanceof Process.Alive) {
            probe = Optional.of(new Probe(Probe.Outcome.READY, "200", now));
        }
    }

    void passTime(Duration time) {
        now = now.plus(time);
    }

    void wantStopped(InstanceReason reason, Duration drainFor) {
        wish = new Wish.Stop(reason, "stop", drainFor);
    }

    void becomeHealthy() {
        wish = run(true);
        weights = new Weights.Held();
    }

    private Weights anyWeights() {
        return switch (random.nextInt(3)) {
            case 0 -> new Weights.Held();
            case 1 -> new Weights.Fetching();
            default -> new Weights.Unavailable(InstanceReason.DISK_FULL, "full");
        };
    }

    private Process ended() {
        return new Process.Ended(InstanceReason.ENGINE_EXITED, "ended", random.nextInt(5) == 0);
    }

    private static Wish run(boolean complete) {
        return new Wish.Run(Duration.ofSeconds(30), 3, Duration.ofMinutes(10), complete, true);
    }

    private static Wish stop(Duration drainFor) {
        return new Wish.Stop(InstanceReason.SCALED_IN, "stop", drainFor);
    }
}
