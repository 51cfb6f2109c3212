package dev.yardmaster.server.catalog.imports;

import java.util.List;

/** What came of one entry. */
public sealed interface Translation {

    /** @param notes what was left out or changed, and why */
    record Imported(List<Made> documents, List<String> notes) implements Translation {
        public Imported {
            documents = List.copyOf(documents);
            notes = List.copyOf(notes);
        }
    }

    /** Nothing for a catalogue. */
    record Skipped(String reason) implements Translation {}

    /** @param advice what has to be done before it can be imported */
    record Refused(String reason, String advice) implements Translation {}
}
