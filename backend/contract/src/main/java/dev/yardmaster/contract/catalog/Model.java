package dev.yardmaster.contract.catalog;

import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import java.util.List;

/** A catalogue entry: what was asked for, and what it was resolved to. */
public record Model(String apiVersion, String kind, Metadata metadata, ModelSpec spec, Status status) {

    /**
     * @param commit immutable revision that the source was resolved to
     * @param bytes sum of the files' sizes
     * @param facts what is counted on: what {@code spec.facts} states, and what was derived for the rest
     * @param derived what the files say, whatever was stated
     * @param notes what could not be found out, or looks odd, as sentences
     */
    public record Status(
            String commit,
            ModelFormat format,
            long bytes,
            List<ModelFile> files,
            ModelFacts facts,
            ModelFacts derived,
            List<String> notes) {
        public Status {
            files = List.copyOf(files);
            facts = facts == null ? ModelFacts.UNKNOWN : facts;
            derived = derived == null ? ModelFacts.UNKNOWN : derived;
            notes = notes == null ? List.of() : List.copyOf(notes);
        }

        public Status(String commit, ModelFormat format, long bytes, List<ModelFile> files) {
            this(commit, format, bytes, files, ModelFacts.UNKNOWN, ModelFacts.UNKNOWN, List.of());
        }
    }

    public String name() {
        return metadata.name();
    }
}
