package dev.yardmaster.agent.instance;

import dev.yardmaster.agent.instance.Sight.Process.Ended;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Diagnosis;
import dev.yardmaster.contract.engine.Startup.FailureSign;
import java.util.List;
import java.util.Optional;

/** Tells from the last lines of an engine's log what it died of, where its exit code does not. */
public final class Autopsy {
    private Autopsy() {}

    /**
     * @param exit as the exit code alone would have it
     * @param signs in order: the first that is found counts
     * @param lines oldest first
     */
    public static Ended of(Ended exit, List<FailureSign> signs, List<String> lines) {
        return signs.stream()
                .flatMap(s -> found(exit, s, lines).stream())
                .findFirst()
                .orElse(exit);
    }

    private static Optional<Ended> found(Ended exit, FailureSign sign, List<String> lines) {
        return LinePattern.of(sign.pattern())
                .flatMap(pattern -> lines.stream()
                        .flatMap(line -> pattern.find(line).map(f -> ended(exit, sign, f, line)).stream())
                        .findFirst());
    }

    private static Ended ended(Ended exit, FailureSign sign, LinePattern.Found found, String line) {
        String hint = found.fill(sign.hint()).strip();
        String sentence = first(exit.sentence()) + ": " + shortened(line) + (hint.isEmpty() ? "" : ". " + hint);
        return new Ended(reason(sign.diagnosis(), exit), sentence, lasting(sign.diagnosis(), exit));
    }

    /** What the exit code says, without the line that came last. */
    private static String first(String sentence) {
        int at = sentence.indexOf(": ");
        return at < 0 ? sentence : sentence.substring(0, at);
    }

    private static String shortened(String line) {
        String plain = line.strip();
        return plain.length() <= 300 ? plain : plain.substring(0, 300) + "...";
    }

    private static InstanceReason reason(Diagnosis diagnosis, Ended exit) {
        return switch (diagnosis) {
            case OUT_OF_DEVICE_MEMORY, OUT_OF_HOST_MEMORY, NO_CACHE_ROOM, CONTEXT_TOO_LONG ->
                InstanceReason.OUT_OF_MEMORY;
            case DRIVER_MISMATCH -> InstanceReason.DRIVER_MISMATCH;
            case DEVICE_FAILED -> InstanceReason.DEVICE_FAILED;
            case COLLECTIVE_FAILED -> InstanceReason.COLLECTIVE_FAILED;
            case KERNEL_MISSING -> InstanceReason.KERNEL_MISSING;
            case BAD_FLAG -> InstanceReason.ARGUMENT_REFUSED;
            case MODEL_UNREADABLE, MODEL_UNSUPPORTED, LICENCE_OR_GATE -> InstanceReason.MODEL_UNSUPPORTED;
            case PORT_TAKEN -> InstanceReason.PORT_UNAVAILABLE;
            case ENGINE_BUG, UNKNOWN -> exit.reason();
        };
    }

    /** Nothing but another launch, or another model, helps. */
    private static boolean lasting(Diagnosis diagnosis, Ended exit) {
        return switch (diagnosis) {
            case CONTEXT_TOO_LONG, KERNEL_MISSING, BAD_FLAG, MODEL_UNSUPPORTED, DRIVER_MISMATCH -> true;
            case OUT_OF_DEVICE_MEMORY,
                    OUT_OF_HOST_MEMORY,
                    NO_CACHE_ROOM,
                    DEVICE_FAILED,
                    COLLECTIVE_FAILED,
                    MODEL_UNREADABLE,
                    PORT_TAKEN,
                    LICENCE_OR_GATE,
                    ENGINE_BUG -> false;
            case UNKNOWN -> exit.lasting();
        };
    }
}
