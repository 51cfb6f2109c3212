package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PassingThroughTest {
    private final FakeEngine engine = new FakeEngine(FakeEngine.words("Ber", "lin"));
    private final TestGateway gateway =
            new TestGateway(route("chat", target(3, 100, endpoint("chat-3-a", engine.url() + "/base/"))));

    @AfterEach
    void close() {
        gateway.close();
        engine.close();
    }

    @Test
    void answersAndRewritesTheModelAndNothingElse() {
        var answer = gateway.post(
                "/v1/chat/completions", "{ \"temperature\": 1.50,\"model\" : \"chat\", \"x\":{\"model\":\"chat\"}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(FakeEngine.answer("Berlin", 7, 2));
        assertThat(answer.headers().firstValue("x-yard-instance")).hasValue("chat-3-a");
        assertThat(answer.headers().firstValue("x-yard-revision")).hasValue("3");
        assertThat(engine.received.getFirst().body())
                .isEqualTo("{ \"temperature\": 1.50,\"model\" : \"engine-name\", \"x\":{\"model\":\"chat\"}}");
        assertThat(engine.received.getFirst().path()).isEqualTo("/base/v1/chat/completions");
    }

    @Test
    void sendsTheEnginesKeyAndKeepsTheClients() {
        gateway.send(gateway.request("/v1/completions?a=%20b", Tables.KEY)
                .header("X-Request-Id", "mine-1")
                .header("X-Api-Key", "secret")
                .header("Cookie", "a=b")
                .header("X-Yard-Explain", "1")
                .header("X-Custom", "kept")
                .header("TE", "trailers")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"chat\",\"prompt\":\"\"}"))
                .build());

        var headers = engine.received.getFirst().headers();
        assertThat(headers)
                .containsEntry("authorization", "Bearer engine-key-chat-3-a")
                .containsEntry("x-request-id", "mine-1")
                .containsEntry("x-custom", "kept")
                .doesNotContainKeys("x-api-key", "cookie", "x-yard-explain", "te", "accept-encoding");
        assertThat(engine.received.getFirst().path()).isEqualTo("/base/v1/completions?a=%20b");
    }

    @Test
    void givesBackTheRequestIdOrMakesOne() {
        var odd = gateway.send(gateway.request("/v1/models", Tables.KEY)
                .header("x-request-id", "has a space")
                .build());

        assertThat(odd.headers().firstValue("x-request-id").orElseThrow()).matches("req-[0-9a-f]{32}");
    }

    @Test
    void streamsWithoutTheUsageThatOnlyTheGatewayWanted() {
        var answer = gateway.chat(",\"stream\":true");

        assertThat(answer.body())
                .isEqualTo(FakeEngine.chunk("Ber", true) + FakeEngine.chunk("lin", true) + "data: [DONE]\n\n");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(engine.received.getFirst().body())
                .isEqualTo("{\"stream_options\":{\"include_usage\":true},\"model\":\"engine-name\",\"stream\":true,"
                        + "\"messages\":[]}");
    }

    @Test
    void streamsUsageToTheClientThatAskedForIt() {
        var answer = gateway.chat(",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        assertThat(answer.body()).contains(FakeEngine.usageChunk(7, 2)).endsWith("data: [DONE]\n\n");
    }

    @Test
    void keepsEightStreamsApart() {
        engine.behave(exchange -> {
            String[] words = new String[40];
            String name = exchange.body().replaceAll(".*\"user\":\"(\\w+)\".*", "$1");
            IntStream.range(0, words.length).forEach(i -> words[i] = name + i);
            FakeEngine.words(3, words).answer(exchange);
        });
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(gateway.postAsync(
                    "/v1/chat/completions", "{\"model\":\"chat\",\"stream\":true,\"user\":\"u" + i + "x\"}"));
        }
        for (int i = 0; i < 8; i++) {
            var expected = new StringBuilder();
            for (int w = 0; w < 40; w++) {
                expected.append(FakeEngine.chunk("u" + i + "x" + w, true));
            }
            assertThat(answers.get(i).join().body()).isEqualTo(expected + "data: [DONE]\n\n");
        }
    }

    @Test
    void passesBodiesOfAnySizeBothWays() {
        String text = "ä€😀".repeat(60_000);
        engine.behave(exchange -> exchange.response().end(exchange.body()));

        var answer = gateway.post("/v1/completions", "{\"prompt\":\"" + text + "\",\"model\":\"chat\"}");

        assertThat(answer.body()).isEqualTo("{\"prompt\":\"" + text + "\",\"model\":\"engine-name\"}");
    }

    @Test
    void passesAnErrorOfTheEngineOn() {
        engine.behave(FakeEngine.status(400, "{\"error\":{\"message\":\"too long\"}}", Map.of()));

        var answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":{\"message\":\"too long\"}}");
    }

    @Test
    void slowsTheEngineDownForAClientThatReadsSlowly() throws Exception {
        String word = "x".repeat(10_000);
        var written = new AtomicInteger();
        engine.behave(exchange -> {
            FakeEngine.openStream(exchange.response());
            writeWhileThereIsRoom(exchange, word, written);
        });

        try (var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}")) {
            TestGateway.eventually(() -> written.get() > 0);
            int seen = 0;
            while (seen != written.get()) {
                seen = written.get();
                Thread.sleep(1_000);
            }
            assertThat(seen).isLessThan(3_000);
            long total = TestGateway.readUntil(socket.getInputStream(), "[DONE]");
            assertThat(total).isGreaterThan(3_000 * 10_000);
        }
    }

    private static void writeWhileThereIsRoom(FakeEngine.Exchange exchange, String word, AtomicInteger written) {
        while (written.get() < 3_000 && !exchange.response().writeQueueFull()) {
            written.incrementAndGet();
            exchange.response().write(FakeEngine.chunk(word, true));
        }
        if (written.get() < 3_000) {
            exchange.response().drainHandler(_ -> writeWhileThereIsRoom(exchange, word, written));
        } else {
            exchange.response().end("data: [DONE]\n\n");
        }
    }
}
