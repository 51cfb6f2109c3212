package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;

/**
 * Decides what becomes of one instance: pure, and the same again for the same look once its actions are done. A look in
 * which nothing changed changes nothing.
 */
public final class Lifecycle {
    private static final Duration OUTDATED_DRAIN = Duration.ofSeconds(30);

    private Lifecycle() {}

    public static Step step(Supervision known, Sight sight) {
        return switch (sight.wish()) {
            case Wish.Run run -> toRun(known, sight, run);
            case Wish.Stop stop -> toStop(known, sight, stop);
        };
    }

    private static Step toRun(Supervision known, Sight sight, Wish.Run run) {
        return switch (known.phase()) {
            case PREFETCHING -> Launching.prefetching(known, sight, run);
            case AWAITING_LEADER -> Launching.launch(known, sight, run);
            case FAILED -> Launching.failed(known, sight, run);
            case STOPPING -> Stopping.stopping(known, sight, run.patience().grace());
            case STOPPED ->
                Step.stay(Supervision.assigned(known.restarts(), sight.now())
                        .until(sight.now().plus(run.patience().fetch())));
            case STARTING, LOADING, WARMING, READY, DOZING, FALLING_ASLEEP, SLEEPING, WAKING, DRAINING ->
                switch (run.fit()) {
                    case SAME -> running(known, sight, run);
                    case CHANGED -> toStop(known, sight, changed(run));
                    case OLDER_GENERATION -> Stopping.begin(known, sight, groupRestart(run));
                };
        };
    }

    private static Step running(Supervision known, Sight sight, Wish.Run run) {
        return switch (known.phase()) {
            case STARTING, LOADING, WARMING -> Starting.starting(known, sight, run);
            case READY -> Serving.ready(known, sight, run);
            case DRAINING -> Serving.takenBack(known, sight, run);
            case DOZING -> Sleeping.dozing(known, sight, run);
            case FALLING_ASLEEP -> Sleeping.falling(known, sight, run);
            case SLEEPING -> Sleeping.sleeping(known, sight, run);
            case WAKING -> Sleeping.waking(known, sight, run);
            case PREFETCHING, AWAITING_LEADER, STOPPING, STOPPED, FAILED -> Step.stay(known);
        };
    }

    private static Step toStop(Supervision known, Sight sight, Wish.Stop stop) {
        return switch (known.phase()) {
            case PREFETCHING, AWAITING_LEADER -> Step.stay(stopped(known, sight, stop));
            case FAILED ->
                sight.process() instanceof Sight.Process.Alive
                        ? Stopping.begin(known, sight, stop)
                        : Step.stay(stopped(known, sight, stop));
            case STARTING, LOADING, WARMING ->
                known.reason() == InstanceReason.ADOPTED
                        ? Stopping.drain(known, sight, stop)
                        : Stopping.begin(known, sight, stop);
            case FALLING_ASLEEP, SLEEPING, WAKING -> Stopping.begin(known, sight, stop);
            case READY, DOZING -> Stopping.drain(known, sight, stop);
            case DRAINING -> Stopping.draining(known, sight, stop.grace());
            case STOPPING -> Stopping.stopping(known, sight, stop.grace());
            case STOPPED ->
                sight.process() instanceof Sight.Process.Alive
                        ? Step.of(
                                known.enter(Phase.STOPPING, stop.reason(), stop.sentence(), sight.now())
                                        .until(sight.now().plus(sight.limits().killAgain())),
                                Action.KILL)
                        : Step.stay(known);
        };
    }

    private static Supervision stopped(Supervision known, Sight sight, Wish.Stop stop) {
        return known.enter(Phase.STOPPED, stop.reason(), stop.sentence(), sight.now());
    }

    private static Wish.Stop changed(Wish.Run run) {
        return new Wish.Stop(
                InstanceReason.REPLACED_BY_REVISION,
                "Its launch has changed; it drains and starts anew.",
                OUTDATED_DRAIN,
                run.patience().grace());
    }

    private static Wish.Stop groupRestart(Wish.Run run) {
        return new Wish.Stop(
                InstanceReason.GROUP_RESTART,
                "Its group starts anew, and this rank with it.",
                Duration.ZERO,
                run.patience().grace());
    }
}
