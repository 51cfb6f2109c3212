package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.table;
import static dev.yardmaster.gateway.Tables.target;
import static dev.yardmaster.gateway.TestGateway.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteTableTest {
    private final FakeEngine old = new FakeEngine(FakeEngine.words("old"));
    private final FakeEngine fresh = new FakeEngine(FakeEngine.words("fresh"));
    private final TestGateway gateway = new TestGateway(route("chat", target(1, 1, endpoint("old", old.url()))));

    @AfterEach
    void close() {
        gateway.close();
        old.close();
        fresh.close();
    }

    @Test
    void changesUnderARunningStreamWithoutTouchingIt() throws Exception {
        old.behave(FakeEngine.words(20, Collections.nCopies(60, "old").toArray(String[]::new)));
        try (var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}")) {
            TestGateway.readUntil(socket.getInputStream(), "old");

            gateway.server.publish(table(2, route("chat", target(2, 1, endpoint("fresh", fresh.url())))));
            gateway.awaitVersion(2);

            assertThat(gateway.chat("").body()).contains("fresh");
            TestGateway.readUntil(socket.getInputStream(), "[DONE]");
        }
        assertThat(old.abandoned).hasValue(0);
        assertThat(gateway.metrics())
                .contains("yard_gateway_completion_tokens_total{route=\"chat\",deployment=\"chat\",revision=\"1\","
                        + "instance=\"old\"} 60\n");
    }

    @Test
    void thatIsNotUsableChangesNothing() {
        gateway.server.publish(
                2,
                "{\"version\":2,\"madeAt\":\"2026-11-24T04:00:00Z\",\"routes\":[{\"name\":\"chat\","
                        + "\"project\":\"default\",\"createdAt\":\"2026-11-24T04:00:00Z\",\"targets\":[{\"deployment\":\"c\","
                        + "\"revision\":1,\"weight\":1,\"endpoints\":[{\"instance\":\"i\",\"url\":\"ftp://x\","
                        + "\"modelName\":\"m\",\"key\":\"k\",\"suspect\":false}]}]}],\"keys\":[]}");
        eventually(() -> gateway.metrics().contains("\nyard_gateway_route_tables_refused_total 1\n"));
        assertThat(gateway.chat("").body()).contains("old");

        gateway.server.publish(table(3, route("chat", target(2, 1, endpoint("fresh", fresh.url())))));
        gateway.awaitVersion(3);
        assertThat(gateway.chat("").body()).contains("fresh");
    }

    @Test
    void thatIsNotJsonChangesNothing() {
        gateway.server.publish(2, "{\"version\":");
        eventually(() -> gateway.metrics().contains("\nyard_gateway_server_reachable 0\n"));

        assertThat(gateway.chat("").body()).contains("old");
    }

    @Test
    void fromDiskServesWhenTheServerIsAway(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("gateway"));
        Path snapshot = gateway.home.resolve("gateway").resolve("routes.snapshot");
        eventually(() -> Files.exists(snapshot));
        Files.copy(snapshot, home.resolve("gateway").resolve("routes.snapshot"));
        var settings = TestGateway.settings(
                home, TestGateway.closedPort(), Optional.of(TestGateway.TOKEN), TestGateway.PATIENT);

        GatewayServer alone = TestGateway.start(settings);
        try (var client = HttpClient.newHttpClient()) {
            eventually(() -> ask(client, alone.port()).contains("old"));
        } finally {
            alone.stop();
        }
    }

    private static String ask(HttpClient client, int port) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/completions"))
                    .header("authorization", "Bearer " + Tables.KEY)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"chat\"}"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
