package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.instance.Sight;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.util.Map;
import java.util.OptionalInt;

/** What an engine's exit code means. Codes follow sysexits.h, as the bundled engine uses them. */
public final class Ending {
    private static final int DATA_ERROR = 65;
    private static final int UNSUPPORTED = 69;
    private static final int CANNOT_CREATE = 73;
    private static final int CONFIGURATION = 78;
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS =
            Map.of(4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

    private Ending() {}

    /** @param lastLine the last thing that the engine said, or nothing */
    public static Sight.Process.Ended of(EngineExit exit, String lastLine) {
        OptionalInt code = exit.code();
        String said = lastLine.isBlank() ? "" : ": " + lastLine.strip();
        if (exit.outOfMemory()) {
            return new Sight.Process.Ended(
                    InstanceReason.OUT_OF_MEMORY, "The engine was ended for want of host memory" + said, false);
        }
        if (code.isEmpty()) {
            return ended("The adopted engine process has ended" + said);
        }
        return switch (code.getAsInt()) {
            case UNSUPPORTED ->
                new Sight.Process.Ended(
                        InstanceReason.ENGINE_UNSUPPORTED, "This host cannot run the engine" + said, true);
            case DATA_ERROR ->
                new Sight.Process.Ended(InstanceReason.ENGINE_EXITED, "The engine cannot read the model" + said, true);
            case CONFIGURATION ->
                new Sight.Process.Ended(
                        InstanceReason.ENGINE_EXITED, "The engine refuses its configuration" + said, true);
            case CANNOT_CREATE ->
                new Sight.Process.Ended(
                        InstanceReason.PORT_UNAVAILABLE,
                        "The engine could not take its port; another one is tried" + said,
                        false);
            default -> ended(other(code.getAsInt()) + said);
        };
    }

    private static Sight.Process.Ended ended(String sentence) {
        return new Sight.Process.Ended(InstanceReason.ENGINE_EXITED, sentence, false);
    }

    private static String other(int code) {
        if (code <= SIGNALLED) {
            return "The engine ended with exit code " + code;
        }
        int signal = code - SIGNALLED;
        return "The engine was ended by " + SIGNALS.getOrDefault(signal, "signal " + signal);
    }
}
