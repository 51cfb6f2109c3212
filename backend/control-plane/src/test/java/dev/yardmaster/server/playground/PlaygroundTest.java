package dev.yardmaster.server.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.contract.playground.Playground.Figures;
import dev.yardmaster.contract.playground.Playground.Question;
import dev.yardmaster.contract.playground.Playground.Turn;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.support.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Against a gateway that answers what it was told to. */
class PlaygroundTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Question QUESTION =
            new Question("tiny-chat", List.of(new Turn("user", "What is the capital of France?")), 0, 32);

    private final AtomicReference<Behaviour> behaviour = new AtomicReference<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch clientGone = new CountDownLatch(1);
    private @Nullable HttpServer gateway;
    private @Nullable GatewayPlayground playground;

    private interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** What the listener was told. */
    private static final class Heard implements Playground.Listener {
        final StringBuffer text = new StringBuffer();
        final List<Figures> done = new CopyOnWriteArrayList<>();
        final List<String> failed = new CopyOnWriteArrayList<>();

        @Override
        public void token(String token) {
            text.append(token);
        }

        @Override
        public void done(Figures figures) {
            done.add(figures);
        }

        @Override
        public void failed(String sentence) {
            failed.add(sentence);
        }

        void awaitEnd() {
            Await.until("an end", () -> done.size() + failed.size() > 0);
        }
    }

    @BeforeEach
    void start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            java.util.Objects.requireNonNull(behaviour.get()).answer(exchange);
            exchange.close();
        });
        server.createContext("/v1/models", exchange -> {
            respond(exchange, 200, "{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"}]}");
            exchange.close();
        });
        server.start();
        gateway = server;
        playground = playground("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static GatewayPlayground playground(String url) {
        return new GatewayPlayground((name, scope) -> "yk_" + name, JSON, url, Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        if (gateway != null) {
            gateway.stop(0);
        }
    }

    private Heard ask() {
        Heard heard = new Heard();
        playground().chat(QUESTION, heard);
        heard.awaitEnd();
        return heard;
    }

    private GatewayPlayground playground() {
        return java.util.Objects.requireNonNull(playground);
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void stream(HttpExchange exchange, String... lines) throws IOException {
        exchange.getResponseHeaders().set("x-yard-instance", "tiny-chat-1-abc");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (String line : lines) {
            out.write((line + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static String delta(String text) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}";
    }

    @Test
    void tokensComeOneByOneAndFiguresAtTheEnd() {
        behaviour.set(e -> stream(
                e,
                ": comment",
                "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}",
                delta("Par"),
                delta("is."),
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}",
                "data: [DONE]"));
        Heard heard = ask();
        assertThat(heard.text).hasToString("Paris.");
        assertThat(heard.failed).isEmpty();
        assertThat(heard.done).singleElement().satisfies(f -> {
            assertThat(f.promptTokens()).isEqualTo(9);
            assertThat(f.completionTokens()).isEqualTo(2);
            assertThat(f.finishReason()).isEqualTo("stop");
            assertThat(f.instance()).isEqualTo("tiny-chat-1-abc");
            assertThat(f.timeToFirstToken()).isPositive().isLessThanOrEqualTo(f.total());
        });
        assertThat(keys).containsExactly("Bearer yk_playground");
        assertThat(JSON.readTree(bodies.getFirst()).path("stream").asBoolean()).isTrue();
        assertThat(JSON.readTree(bodies.getFirst()).path("max_tokens").asInt()).isEqualTo(32);
    }

    @Test
    void aRefusalIsPassedOnInItsOwnWords() {
        behaviour.set(e -> respond(e, 404, "{\"error\":{\"message\":\"there is no model 'tiny-chat'\"}}"));
        Heard heard = ask();
        assertThat(heard.failed).containsExactly("The gateway answers 404: there is no model 'tiny-chat'");
        assertThat(heard.done).isEmpty();
    }

    @Test
    void anAnswerThatBreaksOffIsNoAnswer() {
        behaviour.set(e -> stream(e, delta("Par")));
        Heard heard = ask();
        assertThat(heard.done).isEmpty();
        assertThat(heard.failed).singleElement().asString().contains("broke off");
    }

    @Test
    void anErrorAmidTheStreamEndsIt() {
        behaviour.set(e -> stream(e, delta("Par"), "data: {\"error\":{\"message\":\"the engine died\"}}"));
        assertThat(ask().failed).containsExactly("the engine died");
    }

    @Test
    void silenceIsNotWaitedForForEver() {
        behaviour.set(this::streamUntilGone);
        Heard heard = new Heard();
        playground().chat(QUESTION, heard);
        Await.until("a token", () -> !heard.text.isEmpty());
        heard.awaitEnd();
        assertThat(heard.failed).singleElement().asString().contains("Nothing was heard for 2 s");
    }

    @Test
    void stoppingClosesTheConnectionAndEndsOnce() throws Exception {
        behaviour.set(this::streamForEver);
        Heard heard = new Heard();
        Playground.Call call = playground().chat(QUESTION, heard);
        Await.until("a token", () -> !heard.text.isEmpty());
        call.cancel();
        call.cancel();
        heard.awaitEnd();
        clientGone.await();
        assertThat(heard.failed).containsExactly("The answer was stopped.");
        assertThat(heard.done).isEmpty();
    }

    private void streamUntilGone(HttpExchange exchange) throws IOException {
        stream(exchange, delta("Par"));
        try {
            clientGone.await(10, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void streamForEver(HttpExchange exchange) throws IOException {
        try {
            stream(exchange, delta("Par"));
            while (true) {
                exchange.getResponseBody().write((delta("x") + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } catch (IOException gone) {
            clientGone.countDown();
        }
    }

    @Test
    void namesComeFromTheGateway() {
        assertThat(playground().routes()).containsExactly("a", "b");
    }

    @Test
    void aGatewayThatIsNotThereIsSaidToBeNotThere() {
        GatewayPlayground lost = playground("http://127.0.0.1:1");
        Heard heard = new Heard();
        lost.chat(QUESTION, heard);
        heard.awaitEnd();
        assertThat(heard.failed).containsExactly("The gateway cannot be asked: nothing listens there");
        assertThatThrownBy(lost::routes).isInstanceOf(ProblemException.class).hasMessageContaining("127.0.0.1:1");
    }
}
