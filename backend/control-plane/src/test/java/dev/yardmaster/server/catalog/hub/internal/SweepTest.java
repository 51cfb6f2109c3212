package dev.yardmaster.server.catalog.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.catalog.hub.HubFixture;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class SweepTest {
    @Autowired
    TestClient server;

    @Autowired
    Blobs blobs;

    private int head(String sha256) {
        return server.send(server.request("/hub/blobs/" + sha256).HEAD()).statusCode();
    }

    @Test
    void onlyOldContentThatNoCommitHoldsGoes() throws IOException {
        HubFixture hub = new HubFixture(server);
        hub.push("sweep/tiny", "main", HubFixture.files("a", "held by a commit"));
        String held = HubFixture.sha256("held by a commit");
        String loose = HubFixture.sha256("held by nobody");
        hub.upload(loose, "held by nobody");

        blobs.sweep(Instant.now().minus(Duration.ofHours(1)));
        assertThat(blobs.path(loose)).exists();

        Files.setLastModifiedTime(blobs.path(held), FileTime.from(Instant.EPOCH));
        blobs.sweep(Instant.now().plus(Duration.ofHours(1)));
        assertThat(blobs.path(loose)).doesNotExist();
        assertThat(head(loose)).isEqualTo(404);
        assertThat(blobs.path(held)).exists();
        assertThat(head(held)).isEqualTo(200);
    }

    @Test
    void filesThatNoRowKnowsGo() throws IOException {
        String orphan = HubFixture.sha256("left by a killed server");
        Files.createDirectories(blobs.path(orphan).resolveSibling("."));
        Files.writeString(blobs.path(orphan), "left by a killed server");
        blobs.sweep(Instant.now().minus(Duration.ofHours(1)));
        assertThat(blobs.path(orphan)).exists();
        Files.setLastModifiedTime(blobs.path(orphan), FileTime.from(Instant.EPOCH));
        blobs.sweep(Instant.now().minus(Duration.ofHours(1)));
        assertThat(blobs.path(orphan)).doesNotExist();
    }
}
