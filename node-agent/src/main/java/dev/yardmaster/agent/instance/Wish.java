package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.util.Optional;

/** What should become of an instance. */
public sealed interface Wish {
    /**
     * It should run.
     *
     * @param keyKnown its engine key is known, without which it cannot be launched
     * @param launch names what should be launched now: a failure that is bound to come again holds as long as it stays
     * @param fit whether what runs was launched as it should run now
     * @param group where it is one rank of several
     * @param naps how it sleeps; absent where the engine cannot
     * @param nap where it should sleep
     */
    record Run(
            Patience patience,
            Proof proof,
            boolean keyKnown,
            String launch,
            Fit fit,
            Optional<Rank> group,
            Optional<Naps> naps,
            Optional<Nap> nap)
            implements Wish {}

    /**
     * It should end.
     *
     * @param drainFor how long running requests may go on
     * @param grace from asking it to end to ending it
     */
    record Stop(InstanceReason reason, String sentence, Duration drainFor, Duration grace) implements Wish {}

    /** What shows that an engine can be used. */
    enum Proof {
        /** It answers its health check. */
        HEALTH,
        /** It answers a real request as well. */
        INFERENCE,
        /** Its process is there: another rank answers for it. */
        PROCESS
    }

    /** How what runs compares to what should. */
    enum Fit {
        SAME,
        CHANGED,
        /** Its group starts anew. */
        OLDER_GENERATION
    }

    /**
     * How long things may take.
     *
     * @param fetch of its weights
     * @param start from launch to the first sign of loading
     * @param load of a model of this size
     * @param warm from loaded to the first good answer
     * @param tells whether its log has signs of loading; without them there is one deadline for all stages
     * @param failuresToUnready bad probes in a row that take it out
     * @param failuresToReplace requests in a row that came to nothing, after which it is started anew
     * @param grace from asking it to end to ending it
     */
    record Patience(
            Duration fetch,
            Duration start,
            Duration load,
            Duration warm,
            boolean tells,
            int failuresToUnready,
            int failuresToReplace,
            Duration grace) {
        Duration toReady() {
            return start.plus(load).plus(warm);
        }
    }

    /**
     * It should sleep.
     *
     * @param reason why
     * @param drainFor how long running requests may go on
     */
    record Nap(InstanceReason reason, Duration drainFor) {}

    /**
     * How an engine sleeps.
     *
     * @param within falling asleep, or waking, may take so long
     * @param tells it can be asked whether it does
     */
    record Naps(Duration within, boolean tells) {}

    /** @param afterLeader it is launched only once the first rank of its group is there */
    record Rank(boolean afterLeader) {}
}
