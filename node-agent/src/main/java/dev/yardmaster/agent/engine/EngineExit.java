package dev.yardmaster.agent.engine;

import java.util.OptionalInt;

/**
 * How an engine ended, as far as it is known.
 *
 * @param code empty for an adopted process, whose code only its parent is told; 128 and a signal's number for a signal
 * @param outOfMemory the kernel ended it because the host's memory, or the bound that it was given of it, was full
 */
public record EngineExit(OptionalInt code, boolean outOfMemory) {
    public static final EngineExit UNKNOWN = new EngineExit(OptionalInt.empty(), false);
}
