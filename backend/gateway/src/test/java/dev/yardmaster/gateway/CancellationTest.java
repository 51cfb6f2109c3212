package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.target;
import static dev.yardmaster.gateway.TestGateway.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private static final String LABELS = "{route=\"chat\",deployment=\"chat\",revision=\"1\",instance=\"a\"";

    private final FakeEngine engine = new FakeEngine(FakeEngine.silence());
    private final TestGateway gateway = new TestGateway(route("chat", target(1, 1, endpoint("a", engine.url()))));

    @AfterEach
    void close() {
        gateway.close();
        engine.close();
    }

    @Test
    void reachesTheEngineBeforeItsFirstToken() throws Exception {
        var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}");
        eventually(() -> engine.received.size() == 1);
        assertThat(gateway.counts("yard_gateway_requests_in_flight" + LABELS + "} 1"))
                .isTrue();

        socket.close();

        eventually(() -> engine.abandoned.get() == 1);
        eventually(
                () -> gateway.counts("yard_gateway_cancellations_total" + LABELS + ",phase=\"before_first_token\"} 1"));
        assertThat(gateway.counts("yard_gateway_requests_in_flight" + LABELS + "} 0"))
                .isTrue();
        assertThat(gateway.counts("yard_gateway_requests_total" + LABELS + ",status=\"none\"} 1"))
                .isTrue();
    }

    @Test
    void reachesTheEngineInTheMiddleOfAStream() throws Exception {
        engine.behave(FakeEngine.words(20, Collections.nCopies(2_000, "word").toArray(String[]::new)));
        var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}");
        TestGateway.readUntil(socket.getInputStream(), "word");

        socket.close();

        eventually(() -> engine.abandoned.get() == 1);
        eventually(() -> gateway.counts("yard_gateway_cancellations_total" + LABELS + ",phase=\"mid_answer\"} 1"));
        assertThat(gateway.counts("yard_gateway_answers_without_usage_total" + LABELS + "} 1"))
                .isTrue();
    }

    @Test
    void ofAnUploadCostsNoEngineAnything() throws Exception {
        try (var socket = new Socket("127.0.0.1", gateway.port())) {
            String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: g\r\nauthorization: Bearer " + Tables.KEY
                    + "\r\ncontent-length: 100\r\n\r\n{\"model\":";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }

        eventually(() -> gateway.counts("yard_gateway_cancellations_total{route=\"\",deployment=\"\",revision=\"\","
                + "instance=\"\",phase=\"body\"} 1"));
        assertThat(engine.received).isEmpty();
    }
}
