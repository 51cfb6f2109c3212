package dev.yardmaster.contract.catalog;

import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import java.util.List;

/** A catalogue entry: what was asked for, and what it was resolved to. */
public record Model(String apiVersion, String kind, Metadata metadata, ModelSpec spec, Status status) {

    /**
     * @param commit immutable revision that the source was resolved to
     * @param bytes sum of the files' sizes
     */
    public record Status(String commit, ModelFormat format, long bytes, List<ModelFile> files) {
        public Status {
            files = List.copyOf(files);
        }
    }

    public String name() {
        return metadata.name();
    }
}
