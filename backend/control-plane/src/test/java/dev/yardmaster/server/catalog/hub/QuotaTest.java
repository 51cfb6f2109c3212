package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServerTest
@TestPropertySource(properties = {"yard.hub.quota=100KB", "yard.hub.repository-quota=40KB"})
class QuotaTest {
    @Autowired
    TestClient server;

    private JsonNode batch(String oid, long size) {
        return server.json(server.postJson(
                        "/hub/quota/repo.git/info/lfs/objects/batch",
                        Map.of(
                                "operation",
                                "upload",
                                "transfers",
                                List.of("basic"),
                                "objects",
                                List.of(Map.of("oid", oid, "size", size)))))
                .path("objects")
                .get(0);
    }

    @Test
    void whatWouldBeTooMuchIsRefusedBeforeItIsSent() {
        server.postJson("/hub/api/repos/create", Map.of("name", "repo", "organization", "quota"));
        String oid = HubFixture.sha256("some");
        assertThat(batch(oid, 30_000).has("actions")).isTrue();
        JsonNode tooMuch = batch(oid, 60_000);
        assertThat(tooMuch.path("error").path("code").asInt()).isEqualTo(507);
        assertThat(tooMuch.path("error").path("message").asString())
                .contains("quota/repo")
                .contains("40960");
        String large = "l".repeat(110_000);
        assertThat(new HubFixture(server)
                        .upload(HubFixture.sha256(large), large)
                        .statusCode())
                .isEqualTo(507);
    }

    @Test
    void aRepositoryHoldsNoMoreThanItsQuota() {
        String text = "r".repeat(45_000);
        new HubFixture(server).upload(HubFixture.sha256(text), text);
        var answer = new HubFixture(server).commit("quota/full", "main", HubFixture.files("a", text));
        assertThat(answer.statusCode()).isEqualTo(507);
        assertThat(server.get("/hub/api/models/quota/full").statusCode()).isEqualTo(404);
    }
}
