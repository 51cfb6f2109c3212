package dev.yardmaster.agent.engine;

/** How an engine is asked to end. */
public enum StopSignal {
    TERM,
    INT;

    /** As runtimes write it; anything but {@code INT} is {@code TERM}, which every engine understands. */
    public static StopSignal of(String name) {
        return name.equals("INT") || name.equals("SIGINT") ? INT : TERM;
    }
}
