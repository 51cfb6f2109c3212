package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Sight.Weights;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Startup;
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
    private Wish wish;
    private Weights weights = new Weights.Fetching();
    private Process process = new Process.None();
    private Optional<Probe> probe = Optional.empty();
    private OptionalLong running = OptionalLong.empty();
    private Optional<Sight.Reply> reply = Optional.empty();
    private Sight.Signs signs = Sight.Signs.NONE;
    private boolean leaderThere;
    private Optional<Sight.NapEnd> nap = Optional.empty();
    private int launches;

    RandomWorld(long seed) {
        this.random = new Random(seed);
        this.wish = run(true);
    }

    Supervision state() {
        return state;
    }

    boolean hasProcess() {
        return process instanceof Process.Alive;
    }

    /** Nothing but time can be waited for: no missing key, no stop that is yet to be looked at. */
    boolean mustPass() {
        return wish instanceof Wish.Run run && run.keyKnown() && !hopeless()
                || state.phase() == Phase.DRAINING
                || state.phase() == Phase.STOPPING;
    }

    /** Nothing but another launch helps. */
    private boolean hopeless() {
        return state.phase() == Phase.FAILED && state.deadline().isEmpty();
    }

    Step look() {
        Sight sight = new Sight(
                wish,
                weights,
                process,
                probe,
                reply,
                signs,
                running,
                leaderThere,
                nap,
                Optional.empty(),
                0.5,
                Limits.USUAL,
                now);
        return Lifecycle.step(state, sight);
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
            case SLEEP, WAKE -> process;
        };
        if (action == Step.Action.LAUNCH) {
            probe = Optional.empty();
            reply = Optional.empty();
            signs = Sight.Signs.NONE;
        }
        if (action == Step.Action.SLEEP || action == Step.Action.WAKE) {
            boolean asleep = action == Step.Action.SLEEP;
            nap = Optional.of(new Sight.NapEnd(asleep, random.nextInt(5) > 0, "any", now));
        }
    }

    void disturb() {
        passTime(Duration.ofMillis(random.nextInt(20_000)));
        switch (random.nextInt(12)) {
            case 0 -> weights = anyWeights();
            case 1 -> process = process instanceof Process.Alive ? ended() : process;
            case 2, 3 -> anyProbe();
            case 4 -> running = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(3));
            case 5 -> wish = run(random.nextInt(4) > 0);
            case 6 -> wish = random.nextInt(3) == 0 ? stop(Duration.ofSeconds(random.nextInt(60))) : wish;
            case 7, 8 -> reply = Optional.of(new Sight.Reply(random.nextBoolean(), "any", now));
            case 9 -> anySigns();
            case 10 -> leaderThere = random.nextBoolean();
            default -> passTime(Duration.ofSeconds(random.nextInt(400)));
        }
    }

    private void anyProbe() {
        Probe.Outcome[] outcomes = Probe.Outcome.values();
        probe = process instanceof Process.Alive
                ? Optional.of(new Probe(outcomes[random.nextInt(outcomes.length)], "any", now))
                : probe;
    }

    private void anySigns() {
        Startup.Stage[] stages = Startup.Stage.values();
        Startup.Stage stage = stages[random.nextInt(stages.length)];
        signs = new Sight.Signs(
                Optional.of(stage), stage.name(), signs.lines() + random.nextInt(3), random.nextInt(9) << 20);
    }

    void probeAnswers() {
        if (process instanceof Process.Alive) {
            probe = Optional.of(new Probe(Probe.Outcome.READY, "200", now));
            reply = Optional.of(new Sight.Reply(true, "answered", now));
            nap = nap.map(n -> new Sight.NapEnd(n.asleep(), true, "any", now));
        }
    }

    void passTime(Duration time) {
        now = now.plus(time);
    }

    void wantStopped(InstanceReason reason, Duration drainFor) {
        wish = new Wish.Stop(reason, "stop", drainFor, Duration.ofSeconds(10));
    }

    /** It should run, awake, and everything works. */
    void becomeHealthy() {
        do {
            wish = run(true);
        } while (wish instanceof Wish.Run run && run.nap().isPresent());
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

    /** Any kind of engine that can be asked; complete ones are what should run and can be launched. */
    private Wish run(boolean complete) {
        launches++;
        Wish.Patience patience = new Wish.Patience(
                Duration.ofMinutes(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                random.nextBoolean(),
                3,
                2,
                Duration.ofSeconds(10));
        Wish.Proof proof = Wish.Proof.values()[random.nextInt(3)];
        Optional<Wish.Nap> asleep = Optional.of(new Wish.Nap(InstanceReason.SCALED_IN, Duration.ofSeconds(30)));
        return new Wish.Run(
                patience,
                proof,
                complete,
                "launch-" + launches,
                Wish.Fit.SAME,
                proof == Wish.Proof.PROCESS ? Optional.of(new Wish.Rank(random.nextBoolean())) : Optional.empty(),
                random.nextBoolean()
                        ? Optional.of(new Wish.Naps(Duration.ofSeconds(20), random.nextBoolean()))
                        : Optional.empty(),
                complete && random.nextInt(4) == 0 && proof != Wish.Proof.PROCESS ? asleep : Optional.empty());
    }

    private static Wish stop(Duration drainFor) {
        return new Wish.Stop(InstanceReason.SCALED_IN, "stop", drainFor, Duration.ofSeconds(10));
    }
}
