package dev.yardmaster.server.catalog.hub.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.GitObjects;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A repository as huggingface.co describes one, without what we do not count. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ModelInfo(
        @JsonProperty("_id") String internalId,
        String id,
        String modelId,
        String author,
        String sha,
        Instant lastModified,
        Instant createdAt,
        @JsonProperty("private") boolean isPrivate,
        boolean gated,
        boolean disabled,
        List<String> tags,
        Optional<Long> usedStorage,
        Optional<List<Sibling>> siblings) {

    /** One file; sizes and digests only where they were asked for. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Sibling(String rfilename, Optional<Long> size, Optional<String> blobId, Optional<Lfs> lfs) {}

    /** What Git LFS knows of a file. */
    record Lfs(String sha256, long size, int pointerSize) {}

    /** @param blobs whether sizes and digests are wanted */
    static ModelInfo of(Snapshot snapshot, boolean blobs) {
        return base(
                snapshot,
                Optional.of(snapshot.bytes()),
                Optional.of(
                        snapshot.files().stream().map(f -> sibling(f, blobs)).toList()));
    }

    /** For lists. */
    static ModelInfo brief(Snapshot snapshot) {
        return base(snapshot, Optional.empty(), Optional.empty());
    }

    private static ModelInfo base(Snapshot snapshot, Optional<Long> storage, Optional<List<Sibling>> siblings) {
        String id = snapshot.repository().toString();
        return new ModelInfo(
                id,
                id,
                id,
                snapshot.repository().owner(),
                snapshot.commit(),
                // The Python client parses exactly three digits after the point, or none.
                snapshot.pushedAt().truncatedTo(ChronoUnit.MILLIS),
                snapshot.createdAt().truncatedTo(ChronoUnit.MILLIS),
                snapshot.isPrivate(),
                false,
                false,
                tags(snapshot),
                storage,
                siblings);
    }

    private static List<String> tags(Snapshot snapshot) {
        return Stream.of("gguf", "safetensors")
                .filter(tag -> snapshot.files().stream().anyMatch(f -> f.path().endsWith("." + tag)))
                .toList();
    }

    private static Sibling sibling(StoredFile file, boolean blobs) {
        if (!blobs) {
            return new Sibling(file.path(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new Sibling(
                file.path(),
                Optional.of(file.size()),
                Optional.of(file.gitId()),
                file.large() ? Optional.of(new Lfs(file.sha256(), file.size(), pointerSize(file))) : Optional.empty());
    }

    static int pointerSize(StoredFile file) {
        return GitObjects.pointer(file.sha256(), file.size()).length;
    }
}
