package dev.yardmaster.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What became of one entry.
 *
 * @param origin file that it is from, where the text says so; empty otherwise
 * @param line of that file, or of the whole text, that its document starts at
 * @param kind as it says itself; empty where it says nothing
 * @param name as it says itself; empty where it says nothing
 * @param reason why it was skipped or refused; empty where it was imported
 * @param advice what to do about a refusal; empty otherwise
 * @param documents ours that it was translated to; there too where applying them was refused
 * @param notes what was left out or changed on the way, and why
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImportResult(
        String origin,
        int line,
        String kind,
        String name,
        Outcome outcome,
        String reason,
        String advice,
        List<Translated> documents,
        List<String> notes) {
    public ImportResult {
        origin = origin == null ? "" : origin;
        kind = kind == null ? "" : kind;
        name = name == null ? "" : name;
        reason = reason == null ? "" : reason;
        advice = advice == null ? "" : advice;
        documents = documents == null ? List.of() : List.copyOf(documents);
        notes = notes == null ? List.of() : List.copyOf(notes);
    }

    /** What became of it. */
    public enum Outcome {
        IMPORTED,
        /** Nothing that belongs into the catalogue. */
        SKIPPED,
        /** Somebody has to do something first. */
        REFUSED
    }

    /**
     * One of our documents.
     *
     * @param text YAML
     * @param outcome what applying it did; absent where it was not applied
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Translated(Kind kind, String name, String text, Optional<ApplyReport.Outcome> outcome) {
        public Translated {
            outcome = outcome == null ? Optional.empty() : outcome;
        }
    }
}
