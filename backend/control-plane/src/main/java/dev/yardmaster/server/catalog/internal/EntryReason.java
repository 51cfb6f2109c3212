package dev.yardmaster.server.catalog.internal;

/** Words for the events of models and adapters. */
enum EntryReason {
    RESOLVED,
    CHANGED,
    DELETED,
    FACTS_FOUND,
    FACTS_UNAVAILABLE
}
