package dev.yardmaster.hub;

import dev.yardmaster.contract.catalog.ModelFile;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads from a hub. Safe for use by several threads. Every failure is a {@link HubException}; failures that may pass
 * were retried before they are thrown.
 */
public final class HubClient implements AutoCloseable {
    private final HubHttp http;
    private final Repositories repositories;
    private final Downloads downloads;

    public HubClient(HubEndpoint endpoint) {
        this(endpoint, HubSettings.DEFAULTS);
    }

    public HubClient(HubEndpoint endpoint, HubSettings settings) {
        this(endpoint, settings, PartialFile.Opener.ON_DISK);
    }

    HubClient(HubEndpoint endpoint, HubSettings settings, PartialFile.Opener opener) {
        this.http = new HubHttp(endpoint, settings);
        this.repositories = new Repositories(http);
        this.downloads = new Downloads(http, opener);
    }

    /** The commit that a branch, tag or commit stands for now. */
    public String resolve(String repository, String revision) {
        return repositories.resolve(repository, revision);
    }

    /** The newest commit of the repository's default branch. */
    public String resolveDefault(String repository) {
        return repositories.resolveDefault(repository);
    }

    /** All files at a commit, in the hub's order. */
    public List<HubFile> files(String repository, String commit) {
        return repositories.files(repository, commit);
    }

    /**
     * Downloads one file so that {@code target} either does not exist or is complete and verified. An interrupted
     * download leaves {@code target.partial}, which the next one goes on from. Blocks until done.
     */
    public void download(
            String repository, String commit, HubFile file, Path target, Progress progress, Cancellation cancellation) {
        downloads.download(new Downloads.Job(repository, commit, file, target, progress, cancellation));
    }

    /** As {@link #download(String, String, HubFile, Path, Progress, Cancellation)}, to {@code directory/path}. */
    public Path downloadInto(
            Path directory,
            String repository,
            String commit,
            ModelFile file,
            Progress progress,
            Cancellation cancellation) {
        Path target = directory.resolve(file.path()).normalize();
        if (!target.startsWith(directory.normalize())) {
            throw new IllegalArgumentException(file.path() + " leaves " + directory);
        }
        download(repository, commit, HubFile.of(file), target, progress, cancellation);
        return target;
    }

    /** Closes connections; running transfers fail. */
    @Override
    public void close() {
        http.close();
    }
}
