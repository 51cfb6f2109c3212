package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One look at an instance.
 *
 * @param probe the newest answer of its engine to a probe
 * @param running requests that the engine says it is working on, where it says so
 * @param jitter from 0 to 1
 */
public record Sight(
        Wish wish,
        Weights weights,
        Process process,
        Optional<Probe> probe,
        OptionalLong running,
        double jitter,
        Instant now) {

    /** How far the model's files are. */
    public sealed interface Weights {
        /** Complete and verified on disk. */
        record Held() implements Weights {}

        /** On their way. */
        record Fetching() implements Weights {}

        /** Could not be had; the store tries again by itself. */
        record Unavailable(InstanceReason reason, String sentence) implements Weights {}
    }

    /** What became of the engine's process. */
    public sealed interface Process {
        /** There is none. */
        record None() implements Process {}

        /** It runs. */
        record Alive() implements Process {}

        /**
         * It ended, or could not be started.
         *
         * @param lasting trying again soon is useless
         */
        record Ended(InstanceReason reason, String sentence, boolean lasting) implements Process {}
    }

    /** An engine's answer to one probe. */
    public record Probe(Outcome outcome, String detail, Instant at) {
        /** What it means. */
        public enum Outcome {
            READY,
            LOADING,
            FAILED
        }
    }
}
