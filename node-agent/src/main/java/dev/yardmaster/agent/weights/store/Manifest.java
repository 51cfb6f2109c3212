package dev.yardmaster.agent.weights.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one model in the store is. Written once everything it names is in place, removed first when the model goes.
 *
 * @param snapshot its directory, relative to the store
 * @param lastUsed when it was last assigned or served
 * @param unflushedSince the kernel's run in which its files were written and not yet flushed; empty once they are. Under
 *     another run they are hashed again before they count
 * @param reported the server knows what its files were found to be
 */
public record Manifest(
        String key,
        String repository,
        String commit,
        String snapshot,
        List<StoredFile> files,
        Instant heldSince,
        Instant lastUsed,
        String unflushedSince,
        boolean reported) {
    /** One file, by its content. */
    public record StoredFile(String path, long size, String sha256) {}

    public Manifest {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(StoredFile::size).sum();
    }

    public Set<String> blobs() {
        return files.stream().map(StoredFile::sha256).collect(Collectors.toSet());
    }

    Manifest used(Instant when) {
        return new Manifest(key, repository, commit, snapshot, files, heldSince, when, unflushedSince, reported);
    }

    Manifest flushed() {
        return new Manifest(key, repository, commit, snapshot, files, heldSince, lastUsed, "", reported);
    }

    Manifest told() {
        return new Manifest(key, repository, commit, snapshot, files, heldSince, lastUsed, unflushedSince, true);
    }
}
