package dev.yardmaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class StartTest {
    @Autowired
    TestClient client;

    @Test
    void healthIsOpenToAnybody() {
        assertThat(client.send(client.anonymous("/actuator/health")).body()).contains("\"UP\"");
        assertThat(client.send(client.anonymous("/actuator/health/readiness")).statusCode())
                .isEqualTo(200);
        assertThat(client.send(client.anonymous("/actuator/health/liveness")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theTokenInTheFileIsTheAdministrators() {
        var response = client.get("/api/v1/api-keys");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("admin.token@", "gateway.token@").doesNotContain("sha256");
    }

    @Test
    void theOpenApiDocumentNamesTheTokenAndHowRefusalsLook() {
        var api = client.json(client.get("/v3/api-docs"));
        assertThat(api.at("/info/title").asString()).isEqualTo("Yardmaster");
        assertThat(api.at("/components/securitySchemes/token/scheme").asString())
                .isEqualTo("bearer");
        var responses = api.path("paths").path("/api/v1/api-keys").path("post").path("responses");
        assertThat(responses.path("default").path("content").has("application/problem+json"))
                .isTrue();
        assertThat(api.at("/components/schemas/Problem/properties/errors").isMissingNode())
                .isFalse();
    }

    @Test
    void metricsAndInfoAreThere() {
        assertThat(client.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
        assertThat(client.json(client.get("/actuator/info"))
                        .at("/kubernetes/state")
                        .asString())
                .isEqualTo("off");
    }
}
