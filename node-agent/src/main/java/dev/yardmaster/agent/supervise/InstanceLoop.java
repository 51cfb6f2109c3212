package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.engine.StopSignal;
import dev.yardmaster.agent.instance.Lifecycle;
import dev.yardmaster.agent.instance.Phase;
import dev.yardmaster.agent.instance.Sight;
import dev.yardmaster.agent.instance.Sight.Process;
import dev.yardmaster.agent.instance.Step;
import dev.yardmaster.agent.instance.Supervision;
import dev.yardmaster.agent.instance.Wish;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.measure.Lives;
import dev.yardmaster.agent.measure.Measured;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private final Starter starter;
    private final Leader leader;
    private final Lives lives = new Lives();
    private volatile Target target;
    private volatile Supervision state;
    private volatile Optional<EngineWatch> watch = Optional.empty();
    private Optional<Observation> told = Optional.empty();

    /** Where it goes on from: an adopted engine, or nothing. */
    record Start(Target target, Supervision state, Optional<Launched> launched) {}

    InstanceLoop(Start start, Services services, EngineLog log, Runnable changed) {
        this.target = start.target();
        this.state = start.state();
        this.services = services;
        this.log = log;
        this.changed = changed;
        this.loop = new Loop(start.target().assigned().id(), this::pass);
        this.starter = new Starter(services, log);
        this.leader = new Leader(services.clock(), loop::wake);
        start.launched().ifPresent(this::watch);
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
        return state.phase() == Phase.STARTING && watch.isPresent() && state.unasked();
    }

    /** What its engine was measured at, while it answers. */
    Optional<Measured> measured() {
        return state.phase() == Phase.READY ? watch.flatMap(EngineWatch::measured) : Optional.empty();
    }

    Observation observation() {
        Supervision seen = state;
        Optional<EngineWatch> engine = watch;
        boolean answers = target.proof() != Wish.Proof.PROCESS;
        Optional<EngineWatch> ready = engine.filter(_ -> seen.phase() == Phase.READY);
        return new Observation(
                target.assigned().id(),
                seen.condition(),
                engine.filter(_ -> answers).map(e -> e.engine(target.assigned()).base()),
                progress(seen, engine),
                seen.restarts(),
                ready.map(e -> e.adapters(target.assigned())).orElse(List.of()),
                engine.map(EngineWatch::start));
    }

    private Optional<Progress> progress(Supervision seen, Optional<EngineWatch> engine) {
        return switch (seen.phase()) {
            case PREFETCHING ->
                NeededFiles.status(services.weights(), target.assigned()) instanceof ModelStatus.Fetching(Progress p)
                        ? Optional.of(p)
                        : Optional.empty();
            case STARTING, LOADING, WARMING -> engine.isPresent() ? engine.get().progress() : starter.progress();
            case AWAITING_LEADER,
                    READY,
                    DOZING,
                    FALLING_ASLEEP,
                    SLEEPING,
                    WAKING,
                    DRAINING,
                    STOPPING,
                    STOPPED,
                    FAILED -> Optional.empty();
        };
    }

    @Override
    public void close() {
        loop.close();
    }

    private Duration pass() {
        Supervision before = state;
        starter.advance(target.assigned(), before.restarts()).ifPresent(this::watch);
        Step step = Lifecycle.step(before, look(before));
        Supervision next = step.next();
        step.actions().forEach(this::act);
        clearUp(before, next);
        // Seen by others only now: whoever sees an instance stopped finds nothing of it left.
        state = next;
        tell(before);
        Instant now = services.clock().instant();
        boolean launching = step.actions().contains(Step.Action.LAUNCH);
        return launching
                ? Duration.ZERO
                : Cadence.next(
                        state, target.assigned().launch().checks().health().every(), now);
    }

    private Sight look(Supervision known) {
        Target aim = target;
        ModelStatus model = NeededFiles.status(services.weights(), aim.assigned());
        Optional<EngineWatch> engine = watch;
        engine.filter(e -> e.launched().engine().isAlive()).ifPresent(e -> e.look(known, aim.proof(), aim.assigned()));
        aim.assigned()
                .group()
                .filter(g -> known.phase() == Phase.AWAITING_LEADER)
                .ifPresent(leader::look);
        return new Sight(
                aim.wish(engine.map(EngineWatch::launched), model),
                weights(model),
                process(engine),
                engine.flatMap(EngineWatch::probe),
                engine.flatMap(EngineWatch::reply),
                engine.map(EngineWatch::signs).orElse(Sight.Signs.NONE),
                engine.map(e -> e.running(known.since())).orElseGet(OptionalLong::empty),
                leader.there(known.since()),
                engine.flatMap(EngineWatch::nap),
                engine.flatMap(e -> e.adapterProblem(aim.assigned())),
                ThreadLocalRandom.current().nextDouble(),
                services.limits(),
                services.clock().instant());
    }

    private Process process(Optional<EngineWatch> engine) {
        return engine.map(EngineWatch::process).or(starter::state).orElseGet(Process.None::new);
    }

    private static Sight.Weights weights(ModelStatus model) {
        return switch (model) {
            case ModelStatus.Held _ -> new Sight.Weights.Held();
            case ModelStatus.Fetching _ -> new Sight.Weights.Fetching();
            case ModelStatus.Failed(var reason, var sentence) -> new Sight.Weights.Unavailable(reason, sentence);
        };
    }

    private void act(Step.Action action) {
        switch (action) {
            case LAUNCH -> starter.want();
            case TERMINATE -> {
                starter.forget();
                String signal = target.assigned().launch().shutdown().signal();
                watch.ifPresent(w -> w.launched().engine().signal(StopSignal.of(signal)));
            }
            case KILL -> {
                starter.forget();
                watch.ifPresent(w -> w.launched().engine().kill());
            }
            case SLEEP -> watch.ifPresent(w -> w.tell(target.assigned(), true));
            case WAKE -> watch.ifPresent(w -> w.tell(target.assigned(), false));
        }
    }

    private void watch(Launched launched) {
        watch = Optional.of(
                new EngineWatch(launched, target.assigned().launch().startup(), log, services, lives, loop::wake));
        launched.engine().onExit(loop::wake);
    }

    /** Once the decision about an ended engine is made, nothing of it stays behind. */
    private void clearUp(Supervision before, Supervision next) {
        boolean decided = next.phase() == Phase.FAILED || next.phase() == Phase.STOPPED;
        if (decided) {
            starter.forget();
            if (watch.filter(w -> !w.launched().engine().isAlive()).isPresent()) {
                watch = Optional.empty();
                services.keeper().clearUp(target.assigned().id());
            }
        }
        if (next.phase() == Phase.STOPPED && before.phase() != Phase.STOPPED) {
            services.keeper().forget(target.assigned().id());
        }
    }

    private void tell(Supervision before) {
        boolean spoken = before.phase() != state.phase() || !before.sentence().equals(state.sentence());
        if (spoken) {
            LOG.info(target.assigned().id() + ": " + state.phase() + " (" + state.reason() + ") " + state.sentence());
        }
        Optional<Observation> now = Optional.of(observation());
        if (!now.equals(told)) {
            told = now;
            changed.run();
        }
    }
}
