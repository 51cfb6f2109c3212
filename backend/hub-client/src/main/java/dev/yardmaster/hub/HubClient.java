package dev.yardmaster.hub;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.hub.guard.Guard;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import tools.jackson.databind.JsonNode;

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
        this(endpoint, settings, PartialFile.Opener.ON_DISK, UnaryOperator.identity());
    }

    /** For addresses that users wrote. */
    public HubClient(HubEndpoint endpoint, HubSettings settings, Guard guard) {
        this(endpoint, settings, PartialFile.Opener.ON_DISK, guard::protect);
    }

    HubClient(
            HubEndpoint endpoint,
            HubSettings settings,
            PartialFile.Opener opener,
            UnaryOperator<OkHttpClient.Builder> guard) {
        this.http = new HubHttp(endpoint, settings, guard);
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

    /** As {@link #resolve}, or of the default branch where no revision is given, with what the model's card says. */
    public HubInfo info(String repository, Optional<String> revision) {
        return repositories.info(repository, revision);
    }

    /** Where a file's content is, without following redirects. */
    public URI address(String repository, String commit, String path) {
        return repositories.file(repository, commit, path).uri();
    }

    /** Where the hub sends one for a file's content; empty where it sends the content itself. */
    public Optional<URI> redirect(String repository, String commit, String path) {
        return repositories.redirect(repository, commit, path).map(HttpUrl::uri);
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

    /**
     * What the hub says of a repository at a revision, in its own JSON: {@code sha}, and {@code siblings} with size and
     * digest of every file.
     */
    public JsonNode describe(String repository, String revision) {
        return repositories.describe(repository, revision);
    }

    /** Branches and tags in the hub's own JSON. */
    public JsonNode refs(String repository) {
        return repositories.about(repository, "", "refs");
    }

    /** A revision's commits in the hub's own JSON. */
    public JsonNode history(String repository, String revision, int page) {
        return repositories.about(repository, "p=" + page, "commits", revision);
    }

    /** A file of a commit. */
    public record FileAt(String repository, String commit, String path, long size) {}

    /** Takes what comes of a file, in order and without gaps. */
    @FunctionalInterface
    public interface Receiver {
        /** False to stop. */
        boolean take(long position, ByteBuffer bytes);
    }

    /**
     * Reads a file from a position to its end. What breaks off is taken up again; nothing is verified. Blocks until
     * done.
     */
    public void read(FileAt file, long from, Receiver receiver, Cancellation cancellation) {
        new Reading(http, file, from, receiver, cancellation).run();
    }

    /** Closes connections; running transfers fail. */
    @Override
    public void close() {
        http.close();
    }
}
