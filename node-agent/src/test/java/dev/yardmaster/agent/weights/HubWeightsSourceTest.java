package dev.yardmaster.agent.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.WeightsOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub client behind the store's port: addresses, credential, resume, and what each failure means. */
class HubWeightsSourceTest {
    @TempDir
    Path home;

    private final MockWebServer hub = new MockWebServer();
    private final List<Long> progress = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        hub.start();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void fetch(WeightsOrigin origin) {
        AssignedModel model = new AssignedModel(
                "m1", origin, "demo/tiny", "c0ffee", List.of(Assigned.file("sub/tiny.gguf", Assigned.CONTENT)));
        String base = hub.url("/").toString();
        var server = java.net.URI.create(base.substring(0, base.length() - 1));
        try (HubWeightsSource source = new HubWeightsSource(server, () -> Optional.of("yn_1_secret"))) {
            source.fetch(model, model.files().getFirst(), home, progress::add);
        }
    }

    private static MockResponse.Builder answer(byte[] body) {
        return new MockResponse.Builder().body(new Buffer().write(body)).addHeader("ETag", "\"v1\"");
    }

    private void failsAs(Kind kind) {
        assertThatThrownBy(() -> fetch(new WeightsOrigin.BuiltInHub()))
                .isInstanceOfSatisfying(
                        WeightsProblem.class, e -> assertThat(e.kind()).isEqualTo(kind));
        assertThat(home.resolve("sub/tiny.gguf")).doesNotExist();
    }

    @Test
    void builtInHubIsAskedAsTheNode() throws Exception {
        hub.enqueue(answer(Assigned.CONTENT).build());
        fetch(new WeightsOrigin.BuiltInHub());
        RecordedRequest request = hub.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/hub/demo/tiny/resolve/c0ffee/sub/tiny.gguf");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer yn_1_secret");
        assertThat(home.resolve("sub/tiny.gguf")).hasBinaryContent(Assigned.CONTENT);
        assertThat(progress.getLast()).isEqualTo(Assigned.CONTENT.length);
    }

    @Test
    void publicHubsNeverSeeTheCredential() throws Exception {
        hub.enqueue(answer(Assigned.CONTENT).build());
        fetch(new WeightsOrigin.HuggingFace(hub.url("/").uri()));
        assertThat(hub.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void goesOnFromWhatIsThere() throws Exception {
        Files.createDirectories(home.resolve("sub"));
        Files.write(home.resolve("sub/tiny.gguf.partial"), java.util.Arrays.copyOf(Assigned.CONTENT, 7));
        Files.writeString(home.resolve("sub/tiny.gguf.partial.etag"), "\"v1\"");
        int length = Assigned.CONTENT.length;
        hub.enqueue(answer(java.util.Arrays.copyOfRange(Assigned.CONTENT, 7, length))
                .code(206)
                .addHeader("Content-Range", "bytes 7-" + (length - 1) + "/" + length)
                .build());
        fetch(new WeightsOrigin.BuiltInHub());
        assertThat(hub.takeRequest().getHeaders().get("Range")).isEqualTo("bytes=7-");
        assertThat(home.resolve("sub/tiny.gguf")).hasBinaryContent(Assigned.CONTENT);
    }

    @Test
    void wrongDigestIsCorrupt() {
        byte[] wrong = Assigned.CONTENT.clone();
        wrong[0]++;
        hub.enqueue(answer(wrong).build());
        failsAs(Kind.CORRUPT);
    }

    @Test
    void missingFileIsRefused() {
        hub.enqueue(new MockResponse.Builder().code(404).build());
        failsAs(Kind.REFUSED);
    }
}
