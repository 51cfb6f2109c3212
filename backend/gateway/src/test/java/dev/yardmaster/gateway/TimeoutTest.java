package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.gateway.config.Timeouts;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeEngine engine = new FakeEngine(FakeEngine.silence());
    private TestGateway gateway = new TestGateway();

    @AfterEach
    void close() {
        gateway.close();
        engine.close();
    }

    private void gateway(Duration body, Duration firstByte, Duration idle, Duration total) {
        gateway.close();
        gateway = new TestGateway(
                new Timeouts(body, LONG, firstByte, idle, total, LONG),
                route("chat", target(1, 1, endpoint("a", engine.url()))));
    }

    @Test
    void forTheFirstByte() {
        gateway(LONG, SHORT, LONG, LONG);

        var answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"first_byte_timeout\"");
        TestGateway.eventually(() -> engine.abandoned.get() == 1);
    }

    @Test
    void forTheFirstByteAfterTheHead() {
        engine.behave(exchange -> {
            FakeEngine.openStream(exchange.response());
            exchange.response().writeHead();
        });
        gateway(LONG, SHORT, LONG, LONG);

        assertThat(gateway.chat(",\"stream\":true").statusCode()).isEqualTo(504);
    }

    @Test
    void betweenPieces() throws Exception {
        engine.behave(exchange -> {
            FakeEngine.openStream(exchange.response());
            exchange.response().write(FakeEngine.chunk("one", true) + "data: {\"half");
        });
        gateway(LONG, LONG, SHORT, LONG);

        try (var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}")) {
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all)
                    .contains("one")
                    .contains("\"code\":\"idle_timeout\"")
                    .doesNotContain("half");
        }
        assertThat(gateway.metrics()).contains("instance=\"a\",kind=\"idle_timeout\"} 1\n");
    }

    @Test
    void forTheWhole() throws Exception {
        engine.behave(FakeEngine.words(20, Collections.nCopies(10_000, "word").toArray(String[]::new)));
        gateway(LONG, LONG, LONG, Duration.ofSeconds(2));

        try (var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}")) {
            TestGateway.readUntil(socket.getInputStream(), "word");
            TestGateway.readUntil(socket.getInputStream(), "\"code\":\"total_timeout\"");
        }
        TestGateway.eventually(() -> engine.abandoned.get() == 1);
    }

    @Test
    void forTheRequestsBody() throws Exception {
        gateway(SHORT, LONG, LONG, LONG);

        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: g\r\nauthorization: Bearer " + Tables.KEY
                    + "\r\ncontent-length: 100\r\n\r\n{\"model\":";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
        }
    }
}
