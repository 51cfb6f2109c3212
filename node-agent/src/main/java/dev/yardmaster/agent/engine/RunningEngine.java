package dev.yardmaster.agent.engine;

import java.time.Instant;
import java.util.OptionalInt;

/** An engine's process, ours by birth or adopted. */
public interface RunningEngine {
    long pid();

    /** By the process table's clock. */
    Instant startedAt();

    boolean isAlive();

    /** Its exit code once it has ended; empty for an adopted one, whose code only its parent is told. */
    OptionalInt exitCode();

    /** Asks it to end. */
    void terminate();

    /** Ends it and everything that it started, at once. */
    void kill();

    /** Calls back once it has ended. */
    void onExit(Runnable then);
}
