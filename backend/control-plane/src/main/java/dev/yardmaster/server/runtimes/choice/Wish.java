package dev.yardmaster.server.runtimes.choice;

/** What a deployment needs an engine to be able to do. */
public enum Wish {
    ADAPTERS,
    ADAPTERS_AT_RUN_TIME,
    SLEEP,
    SEVERAL_NODES
}
