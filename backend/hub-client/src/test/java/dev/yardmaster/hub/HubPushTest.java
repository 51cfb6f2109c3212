package dev.yardmaster.hub;

import static dev.yardmaster.hub.MockHub.json;
import static dev.yardmaster.hub.MockHub.sha256;
import static dev.yardmaster.hub.MockHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubPushTest {
    @TempDir
    Path directory = Path.of("");

    @TempDir
    Path elsewhere = Path.of("");

    private final MockHub hub = new MockHub();

    @AfterEach
    void close() {
        hub.close();
    }

    private HubPush.Result push() {
        return HubPush.push(
                hub.server.url("/").uri(), MockHub.TOKEN, directory, "acme/tiny", "main", "first", Progress.SILENT);
    }

    private static String digest(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyWhatIsMissingIsUploadedAndThenAllIsCommitted() throws IOException {
        Files.createDirectories(directory.resolve("sub/.git"));
        Files.writeString(directory.resolve("b.json"), "{}");
        Files.writeString(directory.resolve("sub/a.gguf"), "weights");
        Files.writeString(directory.resolve("sub/.git/config"), "x");
        Files.writeString(directory.resolve(".gitattributes"), "x");
        hub.answers(status(200)).answers(status(404)).answers(status(201)).answers(json("{\"commit\":\"c0\"}"));

        HubPush.Result result = push();

        assertThat(result).isEqualTo(new HubPush.Result("c0", 2, 9, 7, result.skipped()));
        assertThat(result.skipped()).containsExactlyInAnyOrder(".gitattributes", "sub/.git/");
        assertThat(hub.asked().getRequestLine()).startsWith("HEAD /hub/blobs/" + digest("{}"));
        assertThat(hub.asked().getRequestLine()).startsWith("HEAD /hub/blobs/" + digest("weights"));
        RecordedRequest upload = hub.asked();
        assertThat(upload.getRequestLine()).startsWith("PUT /hub/blobs/" + digest("weights"));
        assertThat(upload.getBody()).isEqualTo(ByteString.encodeUtf8("weights"));
        RecordedRequest commit = hub.asked();
        assertThat(commit.getRequestLine()).startsWith("POST /api/v1/hub/repos/acme/tiny/commits");
        assertThat(Optional.ofNullable(commit.getBody()).orElseThrow().utf8())
                .contains("\"path\":\"sub/a.gguf\"")
                .contains("\"revision\":\"main\"")
                .contains("\"message\":\"first\"");
        assertThat(commit.getHeaders().get("Authorization")).isEqualTo("Bearer " + MockHub.TOKEN);
    }

    @Test
    void linksInsideAreFollowedAndLinksOutAreRefused() throws IOException {
        Files.writeString(directory.resolve("a.gguf"), "weights");
        Files.createSymbolicLink(directory.resolve("b.gguf"), Path.of("a.gguf"));
        assertThat(PushTree.of(directory).entries())
                .extracting(PushTree.Entry::path)
                .containsExactly("a.gguf", "b.gguf");

        Files.writeString(elsewhere.resolve("secret"), "s");
        Files.createSymbolicLink(directory.resolve("c"), elsewhere.resolve("secret"));
        assertThatThrownBy(this::push)
                .isInstanceOf(HubException.Refused.class)
                .hasMessage("c is a link that leaves the directory");
        assertThat(hub.server.getRequestCount()).isZero();
    }

    @Test
    void nothingToPushIsSaid() {
        assertThatThrownBy(this::push).isInstanceOf(HubException.Refused.class).hasMessageContaining("no files");
    }

    @Test
    void aProblemOfTheServerIsPassedOn() throws IOException {
        Files.writeString(directory.resolve("a.gguf"), "weights");
        hub.answers(status(404))
                .answers(status(507)
                        .body("{\"detail\":\"There is no room left on disk.\"}")
                        .addHeader("Content-Type", "application/problem+json"));
        assertThatThrownBy(this::push)
                .isInstanceOf(HubException.Refused.class)
                .hasMessage("There is no room left on disk.");
    }

    @Test
    void aWrongTokenIsDenied() throws IOException {
        Files.writeString(directory.resolve("a.gguf"), "weights");
        hub.answers(status(401));
        assertThatThrownBy(this::push).isInstanceOf(HubException.Denied.class);
    }
}
