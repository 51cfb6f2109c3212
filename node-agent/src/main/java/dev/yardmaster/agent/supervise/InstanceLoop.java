package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.Ending;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.StopSignal;
import dev.yardmaster.agent.instance.Lifecycle;
import dev.yardmaster.agent.instance.Phase;
import dev.yardmaster.agent.instance.Sight;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Step;
import dev.yardmaster.agent.instance.Supervision;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Looks at one instance, asks {@link Lifecycle} what becomes of it, and does that; on a thread of its own, so that a slow
 * engine holds up no other.
 */
final class InstanceLoop implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("instance");

    private final Services services;
    private final EngineLog log;
    private final Runnable changed;
    private final Loop loop;
    private volatile Target target;
    private volatile Supervision state;
    private volatile Optional<Launched> launched;
    private Optional<Process.Ended> launchFailure = Optional.empty();
    private Optional<Sight.Probe> probe = Optional.empty();

    /** Where it goes on from: an adopted engine, or nothing. */
    record Start(Target target, Supervision state, Optional<Launched> launched) {}

    InstanceLoop(Start start, Services services, EngineLog log, Runnable changed) {
        this.target = start.target();
        this.state = start.state();
        this.launched = start.launched();
        this.services = services;
        this.log = log;
        this.changed = changed;
        this.loop = new Loop(start.target().assigned().id(), this::pass);
        launched.ifPresent(l -> l.engine().onExit(loop::wake));
    }

    InstanceLoop start() {
        loop.start();
        return this;
    }

    void aim(Target next) {
        target = next;
        loop.wake();
    }

    void wake() {
        loop.wake();
    }

    Target target() {
        return target;
    }

    Phase phase() {
        return state.phase();
    }

    EngineLog log() {
        return log;
    }

    /** It was adopted and its first answer is still awaited. */
    boolean unsettled() {
        return state.phase() == Phase.STARTING
                && launched.isPresent()
                && state.lastProbe().equals(state.since());
    }

    Observation observation() {
        Supervision seen = state;
        Optional<Progress> progress =
                services.weights().status(target.assigned().modelKey()) instanceof ModelStatus.Fetching(Progress p)
                                && seen.phase() == Phase.PREFETCHING
                        ? Optional.of(p)
                        : Optional.empty();
        return new Observation(
                target.assigned().id(),
                seen.condition(),
                launched.map(services.keeper()::endpoint),
                progress,
                seen.restarts());
    }

    @Override
    public void close() {
        loop.close();
    }

    private Duration pass() {
        Instant now = services.clock().instant();
        Supervision before = state;
        Step step = Lifecycle.step(before, look(now));
        Supervision next = step.next();
        step.actions().forEach(action -> act(action, next));
        clearUp(before, next);
        // Seen by others only now: whoever sees an instance stopped finds nothing of it left.
        state = next;
        tell(before);
        return Cadence.next(
                state,
                target.assigned().launch().checks().health().every(),
                services.clock().instant());
    }

    private Sight look(Instant now) {
        ModelStatus model = services.weights().status(target.assigned().modelKey());
        Process process = process();
        OptionalLong running = OptionalLong.empty();
        if (process instanceof Process.Alive && launched.isPresent()) {
            String endpoint = services.keeper().endpoint(launched.get());
            if (Cadence.probeDue(
                    state, probe, target.assigned().launch().checks().health().every(), now)) {
                probe = Optional.of(services.http()
                        .probe(endpoint, target.assigned().launch().checks().health()));
            }
            running = state.phase() == Phase.DRAINING ? services.http().running(endpoint) : running;
        }
        return new Sight(
                target.wish(launched.map(Launched::fingerprint), model),
                weights(model),
                process(),
                probe,
                running,
                ThreadLocalRandom.current().nextDouble(),
                services.clock().instant());
    }

    private Process process() {
        if (launched.isEmpty()) {
            return launchFailure.<Process>map(f -> f).orElseGet(Process.None::new);
        }
        var engine = launched.get().engine();
        if (engine.isAlive()) {
            return new Process.Alive();
        }
        log.drain();
        return Ending.of(engine.exit(), log.lastLine());
    }

    private static Sight.Weights weights(ModelStatus model) {
        return switch (model) {
            case ModelStatus.Held _ -> new Sight.Weights.Held();
            case ModelStatus.Fetching _ -> new Sight.Weights.Fetching();
            case ModelStatus.Failed(var reason, var sentence) -> new Sight.Weights.Unavailable(reason, sentence);
        };
    }

    private void act(Step.Action action, Supervision next) {
        switch (action) {
            case LAUNCH -> launch(next.restarts());
            case TERMINATE ->
                launched.ifPresent(l -> l.engine()
                        .signal(StopSignal.of(
                                target.assigned().launch().shutdown().signal())));
            case KILL -> launched.ifPresent(l -> l.engine().kill());
        }
    }

    private void launch(int restarts) {
        probe = Optional.empty();
        launchFailure = Optional.empty();
        log.forgetLastLine();
        ModelStatus model = services.weights().status(target.assigned().modelKey());
        try {
            if (model instanceof ModelStatus.Held held) {
                Launched started = services.keeper().launch(target.assigned(), held, log, restarts);
                started.engine().onExit(loop::wake);
                launched = Optional.of(started);
            }
        } catch (LaunchProblem e) {
            launchFailure = Optional.of(new Process.Ended(e.reason(), e.sentence(), false));
        }
    }

    /** Once the decision about an ended engine is made, nothing of it stays behind. */
    private void clearUp(Supervision before, Supervision next) {
        boolean decided = next.phase() == Phase.FAILED || next.phase() == Phase.STOPPED;
        if (decided) {
            launchFailure = Optional.empty();
            if (launched.filter(l -> !l.engine().isAlive()).isPresent()) {
                launched = Optional.empty();
                services.keeper().clearUp(target.assigned().id());
            }
        }
        if (next.phase() == Phase.STOPPED && before.phase() != Phase.STOPPED) {
            services.keeper().forget(target.assigned().id());
        }
    }

    private void tell(Supervision before) {
        if (before.condition().equals(state.condition()) && before.restarts() == state.restarts()) {
            return;
        }
        if (before.phase() != state.phase() || !before.sentence().equals(state.sentence())) {
            LOG.info(target.assigned().id() + ": " + state.phase() + " (" + state.reason() + ") " + state.sentence());
        }
        changed.run();
    }
}
