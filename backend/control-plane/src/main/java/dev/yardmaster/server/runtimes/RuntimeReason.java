package dev.yardmaster.server.runtimes;

/** Words for the events of runtimes. */
public enum RuntimeReason {
    CREATED,
    CHANGED,
    DELETED
}
