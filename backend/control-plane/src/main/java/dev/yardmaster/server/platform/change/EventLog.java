package dev.yardmaster.server.platform.change;

import dev.yardmaster.contract.event.Event.Severity;

/** Writes down what happened, in the transaction in which it happened. */
public interface EventLog {

    /**
     * Also records a {@link Changes change} of the same thing. Needs a transaction; the event exists if and only if
     * that one commits.
     *
     * @param reason a word from the kind's own reasons
     * @param sentence for people
     */
    void record(Severity severity, String kind, String name, Enum<?> reason, String sentence);

    /** For what went as it should. */
    default void info(String kind, String name, Enum<?> reason, String sentence) {
        record(Severity.INFO, kind, name, reason, sentence);
    }
}
