package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys carry a project, though there is only one yet; the other one is written into the database here. */
@ServerTest
class PrivateRepositoryTest {
    @Autowired
    TestClient server;

    @Autowired
    JdbcClient jdbc;

    private String own = "";
    private String other = "";

    @BeforeEach
    void tokens() {
        own = server.token(KeyScope.HUB_READ);
        other = server.token(KeyScope.HUB_READ, KeyScope.ADMIN);
        assertThat(jdbc.sql("update api_key set project = 'other' where id = :id")
                        .param("id", other.split("_")[1])
                        .update())
                .isEqualTo(1);
        server.postJson(
                "/hub/api/repos/create", Map.of("name", "weights", "organization", "secret", "visibility", "private"));
        server.postJson("/hub/api/repos/create", Map.of("name", "open", "organization", "secret"));
    }

    private HttpResponse<String> get(String token, String path) {
        return server.send(server.anonymous("/hub" + path)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    @Test
    void onlyKeysOfTheProjectSeeIt() {
        assertThat(get(own, "/api/models/secret/weights").statusCode()).isEqualTo(200);
        assertThat(get(own, "/secret/weights/resolve/main/.gitattributes").statusCode())
                .isEqualTo(200);
        for (String path : new String[] {
            "/api/models/secret/weights",
            "/api/models/secret/weights/tree/main",
            "/api/models/secret/weights/refs",
            "/api/models/secret/weights/commits/main",
            "/secret/weights/resolve/main/.gitattributes",
            "/secret/weights/raw/main/.gitattributes"
        }) {
            HttpResponse<String> hidden = get(other, path);
            assertThat(hidden.statusCode()).as(path).isEqualTo(404);
            assertThat(hidden.headers().firstValue("X-Error-Code")).contains("RepoNotFound");
        }
        assertThat(get(other, "/api/models/secret/open").statusCode()).isEqualTo(200);
        assertThat(server.send(server.anonymous("/hub/api/models/secret/weights")
                                .GET())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void onlyTheyFindItInLists() {
        assertThat(server.json(get(own, "/api/models?author=secret")).findValuesAsString("id"))
                .containsExactly("secret/open", "secret/weights");
        assertThat(server.json(get(other, "/api/models?author=secret")).findValuesAsString("id"))
                .containsExactly("secret/open");
    }

    @Test
    void onlyTheyWriteToIt() {
        HttpResponse<String> answer = server.send(server.anonymous("/hub/api/models/secret/weights/settings")
                .header("Authorization", "Bearer " + other)
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"private\":false}")));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(server.json(get(own, "/api/models/secret/weights"))
                        .path("private")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatWouldDoNothingIsRefused() {
        HttpResponse<String> gated = server.send(server.request("/hub/api/models/secret/open/settings")
                .header("Content-Type", "application/json")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"gated\":\"auto\"}")));
        assertThat(gated.statusCode()).isEqualTo(400);
        assertThat(server.postJson("/hub/api/repos/create", Map.of("name", "a/b", "type", "dataset"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.postJson("/hub/api/repos/create", Map.of("name", "a/b", "license", "mit"))
                        .statusCode())
                .isEqualTo(400);
    }
}
