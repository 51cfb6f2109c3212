package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Startup;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One look at an instance.
 *
 * @param probe the newest answer of its engine to a health check
 * @param reply the newest outcome of a real request
 * @param signs what its log and its memory tell
 * @param running requests that the engine says it is working on, where it says so
 * @param leaderThere the first rank of its group accepts connections
 * @param nap the newest outcome of telling it to sleep or to wake
 * @param adapterProblem what is wrong with its adapters
 * @param jitter from 0 to 1
 */
public record Sight(
        Wish wish,
        Weights weights,
        Process process,
        Optional<Probe> probe,
        Optional<Reply> reply,
        Signs signs,
        OptionalLong running,
        boolean leaderThere,
        Optional<NapEnd> nap,
        Optional<String> adapterProblem,
        double jitter,
        Limits limits,
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

        /** What it needs is being brought: an image, files, caches. */
        record Preparing(InstanceReason reason, String sentence) implements Process {}

        /** It runs. */
        record Alive() implements Process {}

        /**
         * It ended, or could not be started.
         *
         * @param lasting it would end the same way again
         */
        record Ended(InstanceReason reason, String sentence, boolean lasting) implements Process {}
    }

    /** An engine's answer to one health check. */
    public record Probe(Outcome outcome, String detail, Instant at) {
        /** What it means. */
        public enum Outcome {
            READY,
            LOADING,
            FAILED
        }
    }

    /** What came of one real request. */
    public record Reply(boolean good, String detail, Instant at) {}

    /**
     * What an engine tells without being asked.
     *
     * @param stage the furthest that its log has told of
     * @param sentence for people, of the newest line that told something; empty where none did
     * @param lines that it wrote since it was launched
     * @param bytes of memory that it holds
     */
    public record Signs(Optional<Startup.Stage> stage, String sentence, long lines, long bytes) {
        public static final Signs NONE = new Signs(Optional.empty(), "", 0, 0);
    }

    /** How telling an engine to sleep, or to wake, ended. */
    public record NapEnd(boolean asleep, boolean worked, String detail, Instant at) {}
}
