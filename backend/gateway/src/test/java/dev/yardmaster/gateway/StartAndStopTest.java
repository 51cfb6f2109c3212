package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.table;
import static dev.yardmaster.gateway.Tables.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.gateway.config.ConfigurationException;
import dev.yardmaster.gateway.config.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartAndStopTest {
    @Test
    void aTakenPortIsNamedTogetherWithItsVariable(@TempDir Path home) throws Exception {
        try (var taken = new ServerSocket(0)) {
            Settings settings = Settings.from(
                    Map.of("YARD_HOME", home.toString(), "YARD_GATEWAY_PORT", Integer.toString(taken.getLocalPort())));

            assertThatThrownBy(() -> GatewayServer.start(settings))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("YARD_GATEWAY_PORT");
        }
    }

    @Test
    void isNotHealthyUntilItHasATableAndFindsATokenThatComesLater(@TempDir Path home) throws Exception {
        try (var server = new FakeServer("late")) {
            server.publish(table(4));
            GatewayServer gateway =
                    TestGateway.start(TestGateway.settings(home, server.port(), Optional.empty(), TestGateway.PATIENT));
            try (var client = HttpClient.newHttpClient()) {
                assertThat(health(client, gateway.port()).statusCode()).isEqualTo(503);

                Files.writeString(home.resolve("gateway.token"), "early\n");
                TestGateway.eventually(() -> server.questions.size() > 1);
                assertThat(health(client, gateway.port()).statusCode()).isEqualTo(503);
                Files.writeString(home.resolve("gateway.token"), "late\n");

                TestGateway.eventually(() -> health(client, gateway.port()).statusCode() == 200);
                assertThat(health(client, gateway.port()).body()).contains("\"routeTableVersion\":4,");
            } finally {
                gateway.stop();
            }
        }
    }

    @Test
    void stoppingLetsAStreamEndAndTakesNothingNew() throws Exception {
        try (var engine = new FakeEngine(
                        FakeEngine.words(20, Collections.nCopies(40, "word").toArray(String[]::new)));
                var gateway = new TestGateway(route("chat", target(1, 1, endpoint("a", engine.url()))));
                var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}")) {
            int port = gateway.port();
            TestGateway.readUntil(socket.getInputStream(), "word");
            Thread stopping = Thread.ofVirtual().start(() -> stop(gateway.process()));

            TestGateway.eventually(() -> refused(port));
            TestGateway.readUntil(socket.getInputStream(), "[DONE]");

            assertThat(stopping.join(Duration.ofSeconds(15))).isTrue();
            assertThat(engine.abandoned).hasValue(0);
        }
    }

    private static void stop(GatewayServer gateway) {
        try {
            gateway.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean refused(int port) {
        try (var _ = new Socket("127.0.0.1", port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static HttpResponse<String> health(HttpClient client, int port) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
