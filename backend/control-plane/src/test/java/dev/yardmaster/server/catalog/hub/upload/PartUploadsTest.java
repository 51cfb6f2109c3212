package dev.yardmaster.server.catalog.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.HubFixture;
import dev.yardmaster.server.catalog.hub.internal.BlobDisk;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class PartUploadsTest {
    private static final Instant NEVER = Instant.parse("2099-01-01T00:00:00Z");

    @Autowired
    Blobs blobs;

    @Autowired
    TestClient server;

    @TempDir
    Path directory = Path.of("");

    private static Ticket part(String content, String session, int number) {
        return new Ticket(Ticket.Use.PART, HubFixture.sha256(content), content.length(), session, number, 4, NEVER);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void partsSurviveARestart() throws IOException {
        String content = "a restart between two parts";
        String last = content.substring(24);
        PartUploads before = new PartUploads(directory, BlobDisk.REAL, blobs);
        Map<Integer, String> tags = new java.util.HashMap<>();
        for (int n = 1; n <= 6; n++) {
            tags.put(n, before.put(part(content, "session", n), in(content.substring(4 * n - 4, 4 * n)), 4));
        }
        PartUploads after = new PartUploads(directory, BlobDisk.REAL, blobs);
        tags.put(7, after.put(part(content, "session", 7), in(last), -1));
        after.complete(part(content, "session", 1).about(Ticket.Use.COMPLETE, 0), tags);
        assertThat(blobs.path(HubFixture.sha256(content))).hasContent(content);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aPartThatBreaksOffDoesNotCount() throws IOException {
        String content = "never whole";
        PartUploads parts = new PartUploads(directory, BlobDisk.REAL, blobs);
        assertThatThrownBy(() -> parts.put(part(content, "broken", 1), in("ne"), -1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("2 bytes");
        assertThatThrownBy(() -> parts.put(part(content, "broken", 1), in("never"), -1))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> parts.complete(part(content, "broken", 1).about(Ticket.Use.COMPLETE, 0), Map.of()))
                .hasMessageContaining("part 1 is not here");
    }

    @Test
    void whatIsLeftOverIsSwept() throws IOException {
        PartUploads parts = new PartUploads(directory, BlobDisk.REAL, blobs);
        parts.put(part("left over", "old", 1), in("left"), 4);
        assertThat(parts.sweep(Instant.now().minus(Duration.ofHours(1)))).isZero();
        assertThat(parts.sweep(Instant.now().plus(Duration.ofHours(1)))).isEqualTo(1);
        assertThat(Files.list(directory)).isEmpty();
    }

    @Test
    void aDiskWithoutRoomIsToldAtOnce() {
        PartUploads parts = new PartUploads(directory, BlobDisk.REAL.keeping(Long.MAX_VALUE / 2), blobs);
        assertThatThrownBy(() -> parts.put(part("no room", "full", 1), in("no r"), 4))
                .hasMessageContaining("no room left");
    }
}
