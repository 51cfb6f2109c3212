package dev.yardmaster.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/** A server that answers what it was told to, and the command line run against it. */
public final class FakeServer implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new HashMap<>();
    private final Path home;
    public final List<RecordedRequest> requests = new ArrayList<>();

    /** What one run of the command line did. */
    public record Outcome(ExitCode code, String out, String err) {}

    public FakeServer(Path home) throws IOException {
        this.home = home;
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                requests.add(request);
                return answers.getOrDefault(
                        request.getMethod() + " " + request.getTarget(),
                        problem(404, "There is no such thing", "No answer for " + request.getTarget()));
            }
        });
        server.start();
    }

    /** @param line for instance {@code GET /api/v1/models} */
    public FakeServer on(String line, int status, String body) {
        answers.put(
                line,
                new MockResponse.Builder()
                        .code(status)
                        .setHeader("Content-Type", "application/json")
                        .body(body)
                        .build());
        return this;
    }

    public FakeServer on(String line, MockResponse answer) {
        answers.put(line, answer);
        return this;
    }

    public static MockResponse problem(int status, String title, String detail) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/problem+json")
                .body("""
                        {"type": "about:blank", "title": "%s", "status": %d, "detail": "%s"}
                        """.formatted(title, status, detail))
                .build();
    }

    /** What the request with that number carried. */
    public String body(int index) {
        return Optional.ofNullable(requests.get(index).getBody())
                .map(ByteString::utf8)
                .orElse("");
    }

    public Outcome yard(String... arguments) {
        return yardWith("", arguments);
    }

    public Outcome yardWith(String input, String... arguments) {
        Map<String, String> environment = Map.of(
                "YARD_HOME", home.toString(),
                "YARD_SERVER_URL", url(),
                "YARD_GATEWAY_URL", url(),
                "YARD_TOKEN", "yk_testtoken0_secret",
                "YARD_API_KEY", "yk_testkey000_secret");
        return run(environment, input, arguments);
    }

    static Outcome run(Map<String, String> environment, String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ExitCode code = Yard.run(
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
