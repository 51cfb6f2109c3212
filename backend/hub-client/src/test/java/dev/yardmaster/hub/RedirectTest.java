package dev.yardmaster.hub;

import static dev.yardmaster.hub.MockHub.COMMIT;
import static dev.yardmaster.hub.MockHub.QUICK;
import static dev.yardmaster.hub.MockHub.REPOSITORY;
import static dev.yardmaster.hub.MockHub.content;
import static dev.yardmaster.hub.MockHub.file;
import static dev.yardmaster.hub.MockHub.ok;
import static dev.yardmaster.hub.MockHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedirectTest {
    private static final byte[] CONTENT = content(1000);

    @TempDir
    Path directory = Path.of("");

    private void download(MockHub hub) {
        try (HubClient client = new HubClient(hub.endpoint(), QUICK)) {
            client.download(
                    REPOSITORY,
                    COMMIT,
                    file(CONTENT),
                    directory.resolve("a.gguf"),
                    Progress.SILENT,
                    new Cancellation());
        }
    }

    @Test
    void theTokenStaysWithTheHub() {
        try (MockHub hub = new MockHub();
                MockHub store = new MockHub()) {
            String signed = store.server.url("/objects/1?signature=s").toString();
            hub.answers(status(302).addHeader("Location", signed));
            store.answers(ok(CONTENT));
            download(hub);
            assertThat(directory.resolve("a.gguf")).hasBinaryContent(CONTENT);
            assertThat(hub.asked().getHeaders().get("Authorization")).isEqualTo("Bearer " + MockHub.TOKEN);
            assertThat(store.asked().getHeaders().get("Authorization")).isNull();
        }
    }

    @Test
    void theTokenIsSentAgainAtTheHubItself() {
        try (MockHub hub = new MockHub()) {
            hub.answers(status(307).addHeader("Location", "/hub/moved")).answers(ok(CONTENT));
            download(hub);
            hub.asked();
            assertThat(hub.asked().getHeaders().get("Authorization")).isEqualTo("Bearer " + MockHub.TOKEN);
        }
    }

    @Test
    void circlesEnd() {
        try (MockHub hub = new MockHub()) {
            for (int i = 0; i < 7; i++) {
                hub.answers(status(302).addHeader("Location", "/hub/round"));
            }
            assertThatThrownBy(() -> download(hub)).isInstanceOf(HubException.Malformed.class);
            assertThat(hub.server.getRequestCount()).isEqualTo(6);
        }
    }

    @Test
    void aSignedAddressIsNotInTheErrors() {
        try (MockHub hub = new MockHub();
                MockHub store = new MockHub()) {
            String signed = store.server.url("/objects/1?signature=s3cr3t").toString();
            hub.answers(status(302).addHeader("Location", signed));
            store.answers(status(418));
            assertThatThrownBy(() -> download(hub))
                    .isInstanceOf(HubException.Malformed.class)
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void anEndpointDoesNotPrintItsToken() {
        try (MockHub hub = new MockHub()) {
            assertThat(hub.endpoint().toString()).doesNotContain(MockHub.TOKEN);
        }
    }
}
