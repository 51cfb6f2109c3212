package dev.yardmaster.server.catalog.hub.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.server.catalog.hub.StoredFile;
import java.time.Instant;
import java.util.Optional;

/**
 * A file or directory in a listing, as huggingface.co describes one.
 *
 * @param oid git's id of a file's blob, or of a directory's content
 * @param lfs only of large files
 * @param lastCommit only where it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record TreeEntry(String type, String oid, long size, String path, Optional<Lfs> lfs, Optional<LastCommit> lastCommit) {

    /** Unlike in model descriptions the digest is called {@code oid} here. */
    record Lfs(String oid, long size, int pointerSize) {}

    /** @param title the message's first line */
    record LastCommit(String id, String title, Instant date) {}

    static TreeEntry of(StoredFile file, Optional<LastCommit> lastCommit) {
        return new TreeEntry(
                "file",
                file.gitId(),
                file.size(),
                file.path(),
                file.large()
                        ? Optional.of(new Lfs(file.sha256(), file.size(), ModelInfo.pointerSize(file)))
                        : Optional.empty(),
                lastCommit);
    }

    static TreeEntry directory(String path, String oid, Optional<LastCommit> lastCommit) {
        return new TreeEntry("directory", oid, 0, path, Optional.empty(), lastCommit);
    }
}
