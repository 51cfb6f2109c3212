package dev.yardmaster.contract.catalog;

import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.Metadata;
import java.util.List;

/** A LoRA adapter in the catalogue: what was asked for, and what it was resolved to. */
public record Adapter(String apiVersion, String kind, Metadata metadata, AdapterSpec spec, Status status) {

    /**
     * @param commit immutable revision that the source was resolved to
     * @param bytes sum of the files' sizes
     * @param notes what could not be found out, or looks odd, as sentences
     */
    public record Status(
            String commit,
            ModelFormat format,
            long bytes,
            List<ModelFile> files,
            AdapterFacts facts,
            List<String> notes) {
        public Status {
            files = List.copyOf(files);
            notes = notes == null ? List.of() : List.copyOf(notes);
        }
    }

    public String name() {
        return metadata.name();
    }
}
