package dev.yardmaster.contract.event;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param id grows; ask for what comes after it
 * @param kind what it is about: {@code Model}, {@code Deployment}, {@code Instance}, {@code Node}, {@code ApiKey}
 * @param name which one
 * @param reason a word from that kind's own reasons
 */
public record Event(long id, Instant at, Severity severity, String kind, String name, String reason, String sentence) {
    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }
}
