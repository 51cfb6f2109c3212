package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatTest {
    private static final String PATH = "POST /v1/chat/completions";

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void printsThePiecesAndTheFigures() {
        server.on(PATH, stream(piece("Par"), piece("is"), end(), usage(), "[DONE]"));
        Outcome outcome = server.yard("chat", "tiny-chat", "What is the capital of France?", "--stats");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).isEqualTo("Paris" + System.lineSeparator());
        assertThat(outcome.err())
                .contains("TTFT")
                .contains("7 tokens")
                .contains("finished by stop")
                .contains("tiny-chat-1-a");
        assertThat(server.body(0)).contains("\"stream\" : true").contains("capital of France");
        assertThat(server.requests.getFirst().getHeaders().get("Authorization"))
                .isEqualTo("Bearer yk_testkey000_secret");
    }

    @Test
    void aConversationCarriesItsPast() {
        server.on(PATH, stream(piece("Hello"), end(), usage(), "[DONE]"));
        Outcome outcome = server.yardWith("Hi\nAnd you?\n\n", "chat", "tiny-chat");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out().lines()).containsExactly("Hello", "Hello");
        assertThat(server.body(server.requests.size() - 1))
                .contains("Hi")
                .contains("Hello")
                .contains("And you?");
    }

    @Test
    void anAnswerThatBreaksOffIsNotAnAnswer() {
        server.on(PATH, stream(piece("Par")));
        assertThat(server.yard("chat", "tiny-chat", "x").code()).isEqualTo(ExitCode.NOT_REACHABLE);
    }

    @Test
    void anErrorInsideTheStreamIsShown() {
        server.on(
                PATH,
                stream(piece("Par"), "{\"error\": {\"message\": \"the engine ended\", \"code\": \"engine_lost\"}}"));
        Outcome outcome = server.yard("chat", "tiny-chat", "x");
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.err()).contains("the engine ended");
    }

    @Test
    void anUnknownRouteIsNotFound() {
        server.on(
                PATH,
                404,
                "{\"error\": {\"message\": \"no route 'x'\", \"type\": \"invalid_request_error\", \"code\": \"model_not_found\"}}");
        Outcome outcome = server.yard("chat", "x", "y");
        assertThat(outcome.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(outcome.err()).contains("model_not_found").contains("no route 'x'");
    }

    private static MockResponse stream(String... data) {
        return new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "text/event-stream")
                .setHeader("x-yard-instance", "tiny-chat-1-a")
                .body(Stream.of(data).map(d -> "data: " + d + "\n\n").collect(Collectors.joining()))
                .build();
    }

    private static String piece(String text) {
        return "{\"choices\": [{\"index\": 0, \"delta\": {\"content\": \"" + text + "\"}, \"finish_reason\": null}]}";
    }

    private static String end() {
        return "{\"choices\": [{\"index\": 0, \"delta\": {}, \"finish_reason\": \"stop\"}]}";
    }

    private static String usage() {
        return "{\"choices\": [], \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 7}}";
    }
}
