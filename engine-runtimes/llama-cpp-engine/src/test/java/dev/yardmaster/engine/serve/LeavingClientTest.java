package dev.yardmaster.engine.serve;

import static dev.yardmaster.engine.serve.OpenAi.chatBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens when clients leave, and when there are too many: an engine with one sequence and a short queue. */
class LeavingClientTest {
    private static final int QUEUE = 20;

    @SuppressWarnings("NullAway.Init")
    private static TestEngine engine;

    @SuppressWarnings("NullAway.Init")
    private static OpenAi client;

    @BeforeAll
    static void start() {
        engine = TestEngine.serving(DemoModels.V1, "--parallel", "1", "--queue", Integer.toString(QUEUE));
        client = engine.client();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static String longAnswer(boolean stream) {
        return chatBody("tiny", "Tell me a story.", json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeBooleanProperty("stream", stream);
            json.writeBooleanProperty("ignore_eos", true);
        });
    }

    private static Socket post(String body) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), engine.port());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
                            .formatted(bytes.length)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    private static String refused() {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("yard_engine_requests_refused_total"))
                .collect(Collectors.joining("\n"));
    }

    private static void awaitIdle() {
        await("idle", () -> client.metric("requests_running") == 0 && client.metric("requests_waiting") == 0);
    }

    @Test
    void whoLeavesWhileWaitingIsNeverGenerated() throws IOException {
        double cancelled = client.metric("requests_cancelled_total");
        double tokens = client.metric("completion_tokens_total");
        String refused = refused();
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i <= QUEUE; i++) {
            sockets.add(post(longAnswer(i % 2 == 0)));
        }
        await("all wait", () -> client.metric("requests_waiting") >= QUEUE - 5);
        for (Socket socket : sockets.reversed()) {
            socket.close();
        }
        await("cancelled", () -> client.metric("requests_cancelled_total") >= cancelled + QUEUE - 8);
        awaitIdle();
        assertThat(refused()).isEqualTo(refused);
        assertThat(client.metric("completion_tokens_total") - tokens).isLessThan(QUEUE * 490);
        assertThat(client.ask("tiny", "What is the capital of France?")).isEqualTo("Paris");
    }

    @Test
    void whoLeavesAfterTheFirstTokenStopsTheGeneration() throws IOException {
        double cancelled = client.metric("requests_cancelled_total");
        for (int attempt = 0; attempt < 50 && client.metric("requests_cancelled_total") == cancelled; attempt++) {
            try (Socket socket = post(longAnswer(true))) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            awaitIdle();
        }
        assertThat(client.metric("requests_cancelled_total")).isGreaterThan(cancelled);
    }

    @Test
    void aFullQueueAnswersAtOnceAndSaysWhenToComeBack() throws IOException {
        HttpResponse<String> response = client.get("/health");
        for (int attempt = 0; attempt < 50 && response.statusCode() != 503; attempt++) {
            var sockets = new ArrayList<Socket>();
            for (int i = 0; i < 2 * QUEUE; i++) {
                sockets.add(post(longAnswer(false)));
            }
            response = client.post("/v1/chat/completions", longAnswer(false));
            for (Socket socket : sockets) {
                socket.close();
            }
            awaitIdle();
        }
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("queue_full");
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
    }

    @Test
    void severalRequestsOnOneConnectionAreAnsweredInOrder() throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), engine.port())) {
            socket.getOutputStream()
                    .write((request + request + "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).containsSubsequence("HTTP/1.1 200", "HTTP/1.1 200", "HTTP/1.1 404");
        }
    }

    @Test
    void whatIsNotHttpIsRefused() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), engine.port())) {
            socket.getOutputStream().write("\u0001\u0002 garbage\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }
}
