package dev.yardmaster.server.catalog.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A repository at one commit.
 *
 * @param isPrivate only its project reads it
 * @param createdAt of the repository
 * @param pushedAt of the commit
 * @param files sorted by path
 */
public record Snapshot(
        RepositoryName repository,
        String commit,
        boolean isPrivate,
        Instant createdAt,
        Instant pushedAt,
        List<StoredFile> files) {
    public Snapshot {
        files = List.copyOf(files);
    }

    public Optional<StoredFile> file(String path) {
        return files.stream().filter(f -> f.path().equals(path)).findFirst();
    }

    public long bytes() {
        return files.stream().mapToLong(StoredFile::size).sum();
    }
}
