package dev.yardmaster.hub;

import dev.yardmaster.hub.HubException.NotFound.What;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import tools.jackson.databind.json.JsonMapper;

/** Puts a directory into the built-in hub as one commit. */
public final class HubPush {
    private static final MediaType JSON = MediaType.get("application/json");

    private final HubHttp http;
    private final Progress progress;
    private final Cancellation cancellation = new Cancellation();

    private HubPush(HubHttp http, Progress progress) {
        this.http = http;
        this.progress = progress;
    }

    /**
     * What a push did.
     *
     * @param files in the commit
     * @param uploadedBytes content that the hub did not have yet
     * @param skipped hidden files and directories that were left out, relative to the directory
     */
    public record Result(String commit, int files, long bytes, long uploadedBytes, List<String> skipped) {
        public Result {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Uploads what the hub does not have yet, and then commits all regular files below the directory. Nothing is
     * visible in the hub before the commit.
     *
     * @param serverBase the server's address, for instance {@code http://127.0.0.1:8080}
     * @param token of scope admin
     * @param repository {@code owner/name}
     * @param revision the branch that moves to the new commit, for instance {@code main}
     */
    public static Result push(
            URI serverBase,
            String token,
            Path directory,
            String repository,
            String revision,
            String message,
            Progress progress) {
        try (HubHttp http =
                new HubHttp(HubEndpoint.withToken(serverBase, token), HubSettings.DEFAULTS, UnaryOperator.identity())) {
            PushTree tree = PushTree.of(directory);
            return new HubPush(http, progress).run(tree, repository, revision, message);
        } catch (IOException e) {
            throw Disk.failed(directory, e);
        }
    }

    private Result run(PushTree tree, String repository, String revision, String message) throws IOException {
        String[] r = Repositories.segments(repository);
        long uploaded = 0;
        Set<String> seen = new HashSet<>();
        for (PushTree.Entry entry : tree.entries()) {
            uploaded += seen.add(entry.sha256()) ? upload(entry) : 0;
        }
        Map<String, Object> commit = Map.of(
                "revision",
                revision,
                "message",
                message,
                "files",
                tree.entries().stream()
                        .map(e -> Map.of("path", e.path(), "size", e.size(), "sha256", e.sha256()))
                        .toList());
        HttpUrl url =
                http.url("api", "v1", "hub", "repos", r[0], r[1], "commits").build();
        Request request = new Request.Builder()
                .url(url)
                .post(RequestBody.create(JsonMapper.shared().writeValueAsBytes(commit), JSON))
                .build();
        String id = http.json(request, new HubErrors.About(What.REPOSITORY, "address for commits at this server"))
                .body()
                .path("commit")
                .asString("");
        return new Result(id, tree.entries().size(), tree.bytes(), uploaded, tree.skipped());
    }

    private long upload(PushTree.Entry entry) {
        HttpUrl url = http.url("hub", "blobs", entry.sha256()).build();
        if (exists(url)) {
            progress.moved(entry.path(), entry.size(), entry.size());
            return 0;
        }
        Request request = new Request.Builder()
                .url(url)
                .put(new FileBody(entry, progress))
                .build();
        HubErrors.About about = new HubErrors.About(What.REPOSITORY, "address for blobs at this server");
        http.retrying(cancellation, () -> {
            http.open(request, about, cancellation).close();
            return true;
        });
        return entry.size();
    }

    private boolean exists(HttpUrl url) {
        Request request = new Request.Builder().url(url).head().build();
        HubErrors.About about = new HubErrors.About(What.FILE, "blob");
        return http.retrying(cancellation, () -> {
            try (HubHttp.Answer answer = http.open(request, about, cancellation)) {
                return answer.response().isSuccessful();
            } catch (HubException.NotFound e) {
                return false;
            }
        });
    }
}
