package dev.yardmaster.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Startup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells what happens to one instance, look by look. */
final class Story {
    /** Ten seconds to start, ten to load, ten to warm up, and a log that tells nothing. */
    static final Wish.Run RUN = new Wish.Run(
            new Wish.Patience(
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    false,
                    2,
                    3,
                    Duration.ofSeconds(10)),
            Wish.Proof.HEALTH,
            true,
            "launch-1",
            Wish.Fit.SAME,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private Supervision state = Supervision.assigned(0, now);
    private Wish.Run run = RUN;
    private Wish wish = RUN;
    private Sight.Weights weights = new Sight.Weights.Held();
    private Sight.Process process = new Sight.Process.None();
    private Optional<Probe> probe = Optional.empty();
    private OptionalLong running = OptionalLong.empty();
    private List<Action> done = List.of();

    private boolean leaderThere;
    private Sight.Signs signs = Sight.Signs.NONE;
    private Optional<Sight.Reply> reply = Optional.empty();
    private Optional<Sight.NapEnd> nap = Optional.empty();
    private Optional<String> adapterProblem = Optional.empty();

    Story fetching() {
        weights = new Sight.Weights.Fetching();
        return this;
    }

    Story held() {
        weights = new Sight.Weights.Held();
        return this;
    }

    Story unavailable(InstanceReason reason) {
        weights = new Sight.Weights.Unavailable(reason, "not to be had");
        return this;
    }

    Story none() {
        process = new Sight.Process.None();
        return this;
    }

    Story alive() {
        process = new Sight.Process.Alive();
        return this;
    }

    Story ended(InstanceReason reason, boolean lasting) {
        process = new Sight.Process.Ended(reason, "it ended", lasting);
        return this;
    }

    Story probe(Probe.Outcome outcome) {
        probe = Optional.of(new Probe(outcome, "as told", now));
        return this;
    }

    Story running(long requests) {
        running = OptionalLong.of(requests);
        return this;
    }

    private static Wish.Run with(Wish.Run run, Wish.Proof proof, boolean keyKnown, String launch, Wish.Fit fit) {
        return new Wish.Run(run.patience(), proof, keyKnown, launch, fit, run.group(), run.naps(), run.nap());
    }

    /** It is asked real questions. */
    Story asked() {
        return wishing(with(run, Wish.Proof.INFERENCE, true, run.launch(), run.fit()));
    }

    /** Its log tells of loading. */
    Story telling() {
        Wish.Patience p = run.patience();
        Wish.Patience telling = new Wish.Patience(
                p.fetch(), Duration.ofMinutes(2), Duration.ofMinutes(20), Duration.ofMinutes(5), true, 2, 3, p.grace());
        return wishing(
                new Wish.Run(telling, run.proof(), true, run.launch(), run.fit(), run.group(), run.naps(), run.nap()));
    }

    Story launchedAs(String launch) {
        return wishing(with(run, run.proof(), true, launch, run.fit()));
    }

    Story rank(boolean afterLeader) {
        return wishing(new Wish.Run(
                run.patience(),
                Wish.Proof.PROCESS,
                true,
                run.launch(),
                run.fit(),
                Optional.of(new Wish.Rank(afterLeader)),
                run.naps(),
                run.nap()));
    }

    Story olderGeneration() {
        wish = with(run, run.proof(), true, "launch-2", Wish.Fit.OLDER_GENERATION);
        return this;
    }

    Story able() {
        return wishing(new Wish.Run(
                run.patience(),
                run.proof(),
                true,
                run.launch(),
                run.fit(),
                run.group(),
                Optional.of(new Wish.Naps(Duration.ofSeconds(30), true)),
                Optional.empty()));
    }

    Story sleep() {
        Wish.Nap asked = new Wish.Nap(InstanceReason.SCALED_IN, Duration.ofSeconds(20));
        wish = new Wish.Run(
                run.patience(),
                run.proof(),
                true,
                run.launch(),
                run.fit(),
                run.group(),
                run.naps(),
                Optional.of(asked));
        return this;
    }

    private Story wishing(Wish.Run next) {
        run = next;
        wish = next;
        return this;
    }

    Story leader() {
        leaderThere = true;
        return this;
    }

    Story reply(boolean good) {
        reply = Optional.of(new Sight.Reply(good, good ? "answered" : "/v1/chat/completions does not answer", now));
        return this;
    }

    Story signs(Startup.Stage stage, String sentence, long lines, long bytes) {
        signs = new Sight.Signs(Optional.of(stage), sentence, lines, bytes);
        return this;
    }

    Story napped(boolean asleep, boolean worked) {
        nap = Optional.of(new Sight.NapEnd(asleep, worked, "it said so", now));
        return this;
    }

    Story adapters(String problem) {
        adapterProblem = Optional.of(problem).filter(p -> !p.isEmpty());
        return this;
    }

    Story run() {
        wish = run;
        return this;
    }

    Story keyless() {
        wish = with(run, run.proof(), false, run.launch(), run.fit());
        return this;
    }

    Story outdated() {
        wish = with(run, run.proof(), true, run.launch(), Wish.Fit.CHANGED);
        return this;
    }

    Story stop(Duration drainFor) {
        wish = new Wish.Stop(InstanceReason.SCALED_IN, "one less", drainFor, Duration.ofSeconds(10));
        return this;
    }

    Story adopted() {
        state = Supervision.adopted("process 7", 0, Duration.ofSeconds(30), now);
        return this;
    }

    Story after(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Story step() {
        Step step = Lifecycle.step(
                state,
                new Sight(
                        wish,
                        weights,
                        process,
                        probe,
                        reply,
                        signs,
                        running,
                        leaderThere,
                        nap,
                        adapterProblem,
                        0.5,
                        Limits.USUAL,
                        now));
        state = step.next();
        done = step.actions();
        return this;
    }

    void ready() {
        held().step();
        alive().after(1).probe(Probe.Outcome.READY).step().isIn(Phase.READY);
    }

    Story isIn(Phase phase) {
        assertThat(state.phase()).isEqualTo(phase);
        return this;
    }

    Story says(InstanceReason reason) {
        assertThat(state.reason()).isEqualTo(reason);
        return this;
    }

    Story does(Action... actions) {
        assertThat(done).containsExactly(actions);
        return this;
    }

    Supervision state() {
        return state;
    }

    Duration untilDeadline() {
        return Duration.between(now, state.deadline().orElseThrow());
    }
}
