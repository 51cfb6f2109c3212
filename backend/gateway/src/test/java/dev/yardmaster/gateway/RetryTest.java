package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.suspect;
import static dev.yardmaster.gateway.Tables.target;
import static dev.yardmaster.gateway.TestGateway.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.route.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final FakeEngine good = new FakeEngine(FakeEngine.words("good"));
    private final List<AutoCloseable> toClose = new ArrayList<>(List.of(good));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose.reversed()) {
            one.close();
        }
    }

    private FakeEngine engine(FakeEngine.Behaviour behaviour) {
        var engine = new FakeEngine(behaviour);
        toClose.add(engine);
        return engine;
    }

    private TestGateway gateway(Route... routes) {
        var gateway = new TestGateway(routes);
        toClose.add(gateway);
        return gateway;
    }

    @Test
    void anInstanceThatIsNotThereIsPassedOverAndLeftOut() {
        String nowhere = "http://127.0.0.1:" + TestGateway.closedPort();
        var gateway = gateway(route("chat", target(1, 1, endpoint("gone", nowhere), endpoint("good", good.url()))));

        for (int i = 0; i < 12; i++) {
            assertThat(gateway.chat("").statusCode()).isEqualTo(200);
        }

        eventually(() -> gateway.chat("").statusCode() == 200
                && gateway.metrics().contains("instance=\"gone\",kind=\"connect\"}"));
        assertThat(value(gateway, "yard_gateway_errors_total", "instance=\"gone\",kind=\"connect\""))
                .isBetween(1, 6);
        assertThat(value(gateway, "yard_gateway_retries_total", "instance=\"gone\""))
                .isEqualTo(value(gateway, "yard_gateway_errors_total", "instance=\"gone\",kind=\"connect\""));
    }

    @Test
    void anInstanceThatCannotServeIsTriedAgainAfterAWhile() {
        var weak = engine(FakeEngine.status(502, "", Map.of()));
        var gateway = gateway(route("chat", target(1, 1, endpoint("weak", weak.url()), endpoint("good", good.url()))));
        eventually(() -> {
            assertThat(gateway.chat("").statusCode()).isEqualTo(200);
            return !weak.received.isEmpty();
        });
        assertThat(gateway.metrics()).contains("\nyard_gateway_ejected_instances 1\n");

        weak.behave(FakeEngine.words("better"));

        eventually(() -> gateway.chat("").body().contains("better"));
        assertThat(gateway.metrics()).contains("\nyard_gateway_ejected_instances 0\n");
    }

    @Test
    void anInstanceThatDiesBeforeItsFirstTokenIsReplaced() {
        var dying = engine(exchange -> {
            FakeEngine.openStream(exchange.response());
            exchange.response().writeHead();
            exchange.vertx().setTimer(30, _ -> exchange.request().connection().close());
        });
        var gateway = gateway(route("chat", target(1, 1, endpoint("dying", dying.url()), suspect("good", good.url()))));

        var answer = gateway.chat(",\"stream\":true");

        assertThat(answer.headers().firstValue("x-yard-instance")).hasValue("good");
        assertThat(answer.body()).contains("good").endsWith("data: [DONE]\n\n");
        assertThat(dying.received).hasSize(1);
    }

    @Test
    void aSuspectInstanceIsOnlyAskedWhenNoOtherAnswers() {
        var silent = engine(FakeEngine.words("suspect"));
        var gateway =
                gateway(route("chat", target(1, 1, suspect("suspect", silent.url()), endpoint("good", good.url()))));
        for (int i = 0; i < 20; i++) {
            assertThat(gateway.chat("").body()).contains("good");
        }

        good.behave(FakeEngine.status(503, "", Map.of()));

        assertThat(gateway.chat("").body()).contains("suspect");
    }

    @Test
    void aFullInstanceIsPassedOverButNotLeftOut() {
        var full = engine(FakeEngine.status(503, "{\"full\":1}", Map.of("retry-after", "7")));
        var gateway = gateway(route("chat", target(1, 1, endpoint("full", full.url()), suspect("good", good.url()))));

        assertThat(gateway.chat("").body()).contains("good");
        assertThat(gateway.chat("").body()).contains("good");

        assertThat(full.received).hasSize(2);
    }

    @Test
    void whenAllAreFullTheirAnswerIsPassedOn() {
        good.behave(FakeEngine.status(503, "{\"full\":1}", Map.of("retry-after", "7")));
        var gateway = gateway(route("chat", target(1, 1, endpoint("a", good.url()))));

        var answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
        assertThat(answer.body()).isEqualTo("{\"full\":1}");
    }

    @Test
    void anInstanceThatRefusesItsKeyDoesNotBlameTheClientsKey() {
        good.behave(FakeEngine.status(401, "{\"error\":\"no\"}", Map.of()));
        var gateway = gateway(route("chat", target(1, 1, endpoint("a", good.url()))));

        var answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"instance_unavailable\"");
    }

    @Test
    void threeTriesAreEnough() {
        List<FakeEngine> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(engine(FakeEngine.status(502, "no", Map.of())));
        }
        var gateway = gateway(route(
                "chat",
                target(
                        1,
                        1,
                        endpoint("a", all.get(0).url()),
                        endpoint("b", all.get(1).url())),
                target(
                        2,
                        1,
                        endpoint("c", all.get(2).url()),
                        endpoint("d", all.get(3).url()),
                        endpoint("e", all.get(4).url()))));

        var answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(all.stream().mapToInt(engine -> engine.received.size()).sum())
                .isEqualTo(3);
        assertThat(all).allMatch(engine -> engine.received.size() <= 1);
    }

    @Test
    void noInstanceThatCanBeReachedIsA502InTheUsualShape() {
        String nowhere = "http://127.0.0.1:" + TestGateway.closedPort();
        var gateway = gateway(route("chat", target(1, 1, endpoint("gone", nowhere))));

        var answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
                .isEqualTo("{\"error\":{\"message\":\"No instance of this model could be reached.\","
                        + "\"type\":\"server_error\",\"param\":null,\"code\":\"instance_unreachable\"}}");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
    }

    @Test
    void aStreamThatBreaksEndsWithAnErrorEvent() throws Exception {
        good.behave(FakeEngine.dies("one", "two"));
        var gateway = gateway(route("chat", target(1, 1, endpoint("a", good.url()))));

        try (var socket = gateway.open("{\"model\":\"chat\",\"stream\":true}")) {
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).contains(FakeEngine.chunk("one", true)).contains(FakeEngine.chunk("two", true));
            assertThat(all)
                    .contains("data: {\"error\":{\"message\":\"The instance failed before its answer was complete.\","
                            + "\"type\":\"server_error\",\"param\":null,\"code\":\"instance_failed\"}}\n\n")
                    .doesNotContain("[DONE]");
        }
        assertThat(value(gateway, "yard_gateway_errors_total", "instance=\"a\",kind=\"broken\""))
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatBreaksIsBrokenForTheClientToo() throws Exception {
        good.behave(exchange -> {
            exchange.response().putHeader("content-length", "1000").write("{\"half\":");
            exchange.vertx().setTimer(50, _ -> exchange.request().connection().close());
        });
        var gateway = gateway(route("chat", target(1, 1, endpoint("a", good.url()))));

        try (var socket = gateway.open("{\"model\":\"chat\"}")) {
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).contains("content-length: 1000").endsWith("{\"half\":");
        }
    }

    private static int value(TestGateway gateway, String name, String labels) {
        return gateway.metrics()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(labels + "}"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
