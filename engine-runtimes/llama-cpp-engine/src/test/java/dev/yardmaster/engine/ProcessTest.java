package dev.yardmaster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a process of its own: how it starts, refuses and stops. */
class ProcessTest {
    private static final Path MODEL = Path.of("..", "demo-models", "tiny-chat", "v1", "tiny-chat-v1-f16.gguf");

    private static final Path ADAPTER =
            MODEL.resolveSibling("adapters").resolve("json").resolve("tiny-chat-v1-lora-json-f16.gguf");

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... flags) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Engine.class.getName()));
        command.addAll(List.of(flags));
        var builder = new ProcessBuilder(command).redirectError(log().toFile());
        builder.environment().put("YARD_HOME", Path.of("target", "yard-home").toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path log() {
        return directory.resolve("log");
    }

    private String log(Process process) throws IOException {
        assertThat(process.isAlive()).isFalse();
        return Files.readString(log());
    }

    private static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void opensItsPortServesAndEndsWithZeroAfterTheLastAnswer() throws Exception {
        int port = freePort();
        Process process = start(
                "--model",
                MODEL.toString(),
                "--alias",
                "tiny",
                "--port",
                Integer.toString(port),
                "--lora",
                "json=" + ADAPTER);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            URI base = URI.create("http://127.0.0.1:" + port);
            awaitHealthy(client, base, process);
            HttpRequest models =
                    HttpRequest.newBuilder(base.resolve("/v1/models")).build();
            assertThat(client.send(models, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"id\":\"tiny\"", "\"id\":\"json\"");
            HttpRequest ask = HttpRequest.newBuilder(base.resolve("/v1/chat/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\":\"tiny\",\"temperature\":0,\"stream\":true,\"ignore_eos\":true,"
                                    + "\"messages\":[{\"role\":\"user\",\"content\":\"Tell me a story.\"}]}"))
                    .build();
            CompletableFuture<HttpResponse<InputStream>> answer =
                    client.sendAsync(ask, HttpResponse.BodyHandlers.ofInputStream());
            var body = answer.get(60, TimeUnit.SECONDS).body();
            process.destroy();
            String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rest).endsWith("data: [DONE]\n\n").contains("\"finish_reason\":\"length\"");
        }
        assertThat(exit(process)).isZero();
    }

    private static void awaitHealthy(HttpClient client, URI base, Process process) throws Exception {
        HttpRequest health = HttpRequest.newBuilder(base.resolve("/health")).build();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        int status = 0;
        while (status != 200) {
            assertThat(process.isAlive()).isTrue();
            assertThat(Instant.now()).isBefore(deadline);
            try {
                HttpResponse<String> response = client.send(health, HttpResponse.BodyHandlers.ofString());
                status = response.statusCode();
                assertThat(status).isIn(200, 503);
                assertThat(response.body())
                        .isEqualTo(status == 200 ? "{\"status\":\"ok\"}" : "{\"status\":\"loading\"}");
            } catch (IOException notListeningYet) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void badConfigurationIsOneLineAndExit78() throws Exception {
        Process process = start("--model", MODEL.toString(), "--parallel", "many");
        assertThat(exit(process)).isEqualTo(78);
        assertThat(log(process)).contains("--parallel", "many").hasLineCount(1);
    }

    @Test
    void aFileThatIsNoModelIsExit65() throws Exception {
        Path file = Files.writeString(directory.resolve("model.gguf"), "this is not a model, but long enough");
        Process process = start("--model", file.toString(), "--port", "0");
        assertThat(exit(process)).isEqualTo(65);
        assertThat(log(process)).contains("model.gguf", "not a GGUF file");
    }

    @Test
    void aTakenPortIsExit73() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("--model", MODEL.toString(), "--port", Integer.toString(taken.getLocalPort()));
            assertThat(exit(process)).isEqualTo(73);
            assertThat(log(process)).contains("port " + taken.getLocalPort(), "--port");
        }
    }
}
