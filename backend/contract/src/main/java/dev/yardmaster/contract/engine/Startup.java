package dev.yardmaster.contract.engine;

import java.time.Duration;
import java.util.List;

/**
 * The way from a process to an engine that answers.
 *
 * @param startWithin from launch to the first sign of loading, whatever the model's size
 * @param loadWithin of loading, on top of what the model's size asks for
 * @param loadBytesPerSecond slowest loading that is not yet stuck
 * @param warmWithin from loaded to the first good answer: compilation and graph capture are here
 * @param signs lines that tell how far it is
 * @param failures lines that tell why it ended; the first that matches counts
 */
public record Startup(
        Duration startWithin,
        Duration loadWithin,
        long loadBytesPerSecond,
        Duration warmWithin,
        List<StageSign> signs,
        List<FailureSign> failures) {
    public Startup {
        signs = signs == null ? List.of() : List.copyOf(signs);
        failures = failures == null ? List.of() : List.copyOf(failures);
    }

    /** From launch to the first good answer, for a model of this size. */
    public Duration deadline(long weightsBytes) {
        Duration loading =
                loadBytesPerSecond > 0 ? Duration.ofSeconds(weightsBytes / loadBytesPerSecond) : Duration.ZERO;
        return startWithin.plus(loadWithin).plus(loading).plus(warmWithin);
    }

    /** All of it within this time, whatever the model's size. */
    public static Startup within(Duration most) {
        return new Startup(most, Duration.ZERO, 0, Duration.ZERO, List.of(), List.of());
    }

    /**
     * A line of the log that tells of progress, or of the memory that the engine took.
     *
     * @param pattern regular expression, found anywhere in the line; a group {@code percent} or the groups {@code done}
     *     and {@code total} tell how far; {@code weights}, {@code keyValues} and {@code graphs} with {@code Bytes},
     *     {@code Mib} or {@code Gib} behind them ({@code weightsGib}) and {@code keyValueTokens} are {@link EngineSizes}
     * @param sentence for people, may name groups as {@code {name}}
     */
    public record StageSign(String pattern, Stage stage, String sentence) {}

    /** Stages that logs tell apart. */
    public enum Stage {
        STARTING,
        LOADING,
        WARMING
    }

    /**
     * A line of the log that tells what went wrong.
     *
     * @param pattern regular expression, found anywhere in the line
     * @param hint what to do about it, may name groups as {@code {name}}
     */
    public record FailureSign(String pattern, Diagnosis diagnosis, String hint) {}
}
