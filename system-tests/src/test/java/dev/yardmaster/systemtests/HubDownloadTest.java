package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.process.SiteKeys;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A client written for huggingface.co downloads from the built-in hub: once with the requests that {@code
 * huggingface_hub} sends (model info, then HEAD and GET per file, resumed by range), and with itself where Python has
 * it.
 */
@ExtendWith(SharedWorld.class)
class HubDownloadTest {
    private static final String AGENT = "unknown/None; hf_hub/1.0.0; python/3.12.0";
    private static final String FILE = "tiny-chat-v1-f16.gguf";

    private final World world;
    private final OkHttpClient client =
            new OkHttpClient.Builder().followRedirects(false).build();

    HubDownloadTest(World world) {
        this.world = world;
    }

    private record Reply(int status, Headers headers, byte[] body) {
        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        String header(String name) {
            return Optional.ofNullable(headers.get(name)).orElse("");
        }
    }

    @Test
    void aSnapshotDownloadByTheRequestsOfHuggingfaceHub() throws Exception {
        Reply info = send("GET", "/api/models/yardmaster/tiny-chat/revision/v1", Map.of());
        assertThat(info.status()).isEqualTo(200);
        String commit = info.json().path("sha").asString();
        assertThat(commit).matches("[0-9a-f]{40}");
        List<String> siblings = info.json()
                .path("siblings")
                .valueStream()
                .map(s -> s.path("rfilename").asString())
                .toList();
        assertThat(siblings).contains(FILE, "config.json", "adapters/json/adapter_config.json");
        for (String file : siblings) {
            download(file, commit);
        }
    }

    private void download(String file, String commit) throws Exception {
        String address = "/yardmaster/tiny-chat/resolve/" + commit + "/" + file;
        Reply head = send("HEAD", address, Map.of("Accept-Encoding", "identity"));
        assertThat(head.status()).as(file).isEqualTo(200);
        assertThat(head.header("X-Repo-Commit")).isEqualTo(commit);
        Path original = Repository.demoModels().resolve("tiny-chat/v1").resolve(file);
        String size = Optional.of(head.header("X-Linked-Size"))
                .filter(s -> !s.isEmpty())
                .orElse(head.header("Content-Length"));
        assertThat(Long.parseLong(size)).isEqualTo(Files.size(original));
        String etag = Optional.of(head.header("X-Linked-Etag"))
                .filter(s -> !s.isEmpty())
                .orElse(head.header("ETag"));
        assertThat(etag.replace("W/", "").replace("\"", "")).matches("[0-9a-f]{40}|[0-9a-f]{64}");
        Reply whole = send("GET", address, Map.of("Accept-Encoding", "identity"));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(sha256(whole.body())).isEqualTo(sha256(Files.readAllBytes(original)));
    }

    @Test
    void anInterruptedDownloadGoesOnByRange() throws Exception {
        byte[] original = Files.readAllBytes(
                Repository.demoModels().resolve("tiny-chat/v1").resolve(FILE));
        Reply rest = send("GET", "/yardmaster/tiny-chat/resolve/v1/" + FILE, Map.of("Range", "bytes=1000000-"));
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.header("Content-Range"))
                .isEqualTo("bytes 1000000-" + (original.length - 1) + "/" + original.length);
        assertThat(rest.body()).isEqualTo(java.util.Arrays.copyOfRange(original, 1_000_000, original.length));
        Reply beyond = send("GET", "/yardmaster/tiny-chat/resolve/v1/" + FILE, Map.of("Range", "bytes=99999999-"));
        assertThat(beyond.status()).isEqualTo(416);
    }

    @Test
    void whatIsNotThereIsSaidInTheHubsOwnHeaders() {
        assertThat(send("GET", "/api/models/yardmaster/nothing", Map.of()).header("X-Error-Code"))
                .isEqualTo("RepoNotFound");
        assertThat(send("GET", "/api/models/yardmaster/tiny-chat/revision/v9", Map.of())
                        .header("X-Error-Code"))
                .isEqualTo("RevisionNotFound");
        assertThat(send("HEAD", "/yardmaster/tiny-chat/resolve/v1/nothing.gguf", Map.of())
                        .header("X-Error-Code"))
                .isEqualTo("EntryNotFound");
    }

    @Test
    void everyRevisionIsItsOwn() {
        Reply good = send("GET", "/api/models/yardmaster/tiny-chat/revision/v2-good", Map.of());
        Reply bad = send("GET", "/api/models/yardmaster/tiny-chat/revision/v2-bad", Map.of());
        assertThat(good.json().path("sha")).isNotEqualTo(bad.json().path("sha"));
    }

    @Test
    void withoutATokenNothingIsGiven() throws IOException {
        Request request = new Request.Builder()
                .url(world.settings().serverUrl() + "/hub/yardmaster/tiny-chat/resolve/v1/" + FILE)
                .build();
        try (Response response = client.newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(401);
        }
    }

    @Test
    void theRealHuggingfaceHub(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(
                python(directory, "import huggingface_hub").exitValue() == 0,
                "Python's huggingface_hub is not installed here; its recorded requests are tested instead");
        Process process = python(
                directory,
                "from huggingface_hub import snapshot_download; import os; "
                        + "snapshot_download('yardmaster/tiny-chat', revision='v1', local_dir='model')");
        assertThat(process.exitValue()).isZero();
        assertThat(sha256(Files.readAllBytes(directory.resolve("model").resolve(FILE))))
                .isEqualTo(sha256(Files.readAllBytes(
                        Repository.demoModels().resolve("tiny-chat/v1").resolve(FILE))));
    }

    private Process python(Path directory, String program) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", program)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("python.log").toFile());
        builder.environment().put("HF_ENDPOINT", world.settings().serverUrl() + "/hub");
        builder.environment().put("HF_TOKEN", token());
        builder.environment().put("HF_HOME", directory.resolve("hf").toString());
        try {
            Process process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return process;
        } catch (IOException e) {
            return Assumptions.<Process>abort("there is no python3 here; the recorded requests are tested instead");
        }
    }

    private Reply send(String method, String path, Map<String, String> headers) {
        Request.Builder request = new Request.Builder()
                .url(world.settings().serverUrl() + "/hub" + path)
                .method(method, null)
                .header("User-Agent", AGENT)
                .header("Authorization", "Bearer " + token());
        headers.forEach(request::header);
        try (Response response = client.newCall(request.build()).execute();
                InputStream body = response.body().byteStream()) {
            return new Reply(response.code(), response.headers(), body.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String token() {
        return SiteKeys.read(world.settings().secret("admin.token"));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
