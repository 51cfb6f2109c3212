package dev.yardmaster.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.instance.Sight.Probe;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells what happens to one instance, look by look. */
final class Story {
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private Supervision state = Supervision.assigned(0, now);
    private Wish wish = wishToRun(true, true);
    private Sight.Weights weights = new Sight.Weights.Held();
    private Sight.Process process = new Sight.Process.None();
    private Optional<Probe> probe = Optional.empty();
    private OptionalLong running = OptionalLong.empty();
    private List<Action> done = List.of();

    private static Wish wishToRun(boolean keyKnown, boolean upToDate) {
        return new Wish.Run(Duration.ofSeconds(30), 2, Duration.ofMinutes(10), keyKnown, upToDate);
    }

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

    Story run() {
        wish = wishToRun(true, true);
        return this;
    }

    Story keyless() {
        wish = wishToRun(false, true);
        return this;
    }

    Story outdated() {
        wish = wishToRun(true, false);
        return this;
    }

    Story stop(Duration drainFor) {
        wish = new Wish.Stop(InstanceReason.SCALED_IN, "one less", drainFor);
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
        Step step = Lifecycle.step(state, new Sight(wish, weights, process, probe, running, 0.5, now));
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
