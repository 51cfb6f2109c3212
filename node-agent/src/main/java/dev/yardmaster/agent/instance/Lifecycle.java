package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;

/**
 * Decides what becomes of one instance: pure, and the same again for the same look once its actions are done. A look in
 * which nothing changed changes nothing.
 */
public final class Lifecycle {
    private Lifecycle() {}

    public static Step step(Supervision known, Sight sight) {
        return switch (sight.wish()) {
            case Wish.Run run -> toRun(known, sight, run);
            case Wish.Stop stop -> toStop(known, sight, stop);
        };
    }

    private static Step toRun(Supervision known, Sight sight, Wish.Run run) {
        return switch (known.phase()) {
            case PREFETCHING -> Starting.prefetching(known, sight, run);
            case FAILED -> Starting.failed(known, sight, run);
            case STARTING, LOADING ->
                run.upToDate() ? Starting.starting(known, sight) : toStop(known, sight, outdated());
            case READY -> run.upToDate() ? Serving.ready(known, sight, run) : toStop(known, sight, outdated());
            case DRAINING -> run.upToDate() ? Serving.takenBack(known, sight, run) : Stopping.draining(known, sight);
            case STOPPING -> Stopping.stopping(known, sight);
            case STOPPED ->
                Step.stay(Supervision.assigned(known.restarts(), sight.now())
                        .until(sight.now().plus(run.fetchDeadline())));
        };
    }

    private static Step toStop(Supervision known, Sight sight, Wish.Stop stop) {
        return switch (known.phase()) {
            case PREFETCHING -> Step.stay(stopped(known, sight, stop));
            case FAILED ->
                sight.process() instanceof Sight.Process.Alive
                        ? Stopping.begin(known, sight, stop.reason(), stop.sentence())
                        : Step.stay(stopped(known, sight, stop));
            case STARTING, LOADING ->
                known.reason() == InstanceReason.ADOPTED
                        ? Stopping.drain(known, sight, stop)
                        : Stopping.begin(known, sight, stop.reason(), stop.sentence());
            case READY -> Stopping.drain(known, sight, stop);
            case DRAINING -> Stopping.draining(known, sight);
            case STOPPING -> Stopping.stopping(known, sight);
            case STOPPED ->
                sight.process() instanceof Sight.Process.Alive
                        ? Step.of(
                                known.enter(Phase.STOPPING, stop.reason(), stop.sentence(), sight.now())
                                        .until(sight.now().plus(Limits.KILL_AGAIN)),
                                Action.KILL)
                        : Step.stay(known);
        };
    }

    private static Supervision stopped(Supervision known, Sight sight, Wish.Stop stop) {
        return known.enter(Phase.STOPPED, stop.reason(), stop.sentence(), sight.now());
    }

    private static Wish.Stop outdated() {
        return new Wish.Stop(
                InstanceReason.REPLACED_BY_REVISION,
                "Its launch has changed; it drains and starts anew.",
                Duration.ofSeconds(30));
    }
}
