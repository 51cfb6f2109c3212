package dev.yardmaster.gateway;

import dev.yardmaster.contract.route.Route;
import dev.yardmaster.gateway.config.Settings;
import dev.yardmaster.gateway.config.Timeouts;
import dev.yardmaster.gateway.config.TransportChoice;
import dev.yardmaster.gateway.routes.Ejection;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A real gateway before a fake server, with a client to speak to it. */
final class TestGateway implements AutoCloseable {
    static final String TOKEN = "yk_gatewaygat_token";
    static final Timeouts PATIENT = new Timeouts(
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(10));

    final FakeServer server = new FakeServer(TOKEN);
    final Path home;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final GatewayServer gateway;

    TestGateway(Route... routes) {
        this(PATIENT, routes);
    }

    TestGateway(Timeouts timeouts, Route... routes) {
        server.publish(Tables.table(1, routes));
        try {
            home = Files.createTempDirectory("gateway-test");
            gateway = start(settings(home, server.port(), Optional.of(TOKEN), timeouts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitVersion(1);
    }

    static GatewayServer start(Settings settings) {
        try {
            return GatewayServer.start(settings, new Ejection(Duration.ofMillis(300), Duration.ofSeconds(2)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Settings settings(Path home, int serverPort, Optional<String> token, Timeouts timeouts) {
        return new Settings(
                home,
                "127.0.0.1",
                0,
                URI.create("http://127.0.0.1:" + serverPort),
                token,
                home.resolve("gateway.token"),
                2,
                TransportChoice.AUTO,
                1024 * 1024,
                timeouts);
    }

    int port() {
        return gateway.port();
    }

    GatewayServer process() {
        return gateway;
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path, Tables.KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return client.sendAsync(
                request(path, Tables.KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> chat(String rest) {
        return post("/v1/chat/completions", "{\"model\":\"chat\"" + rest + ",\"messages\":[]}");
    }

    HttpResponse<String> get(String path, String key) {
        return send(request(path, key).GET().build());
    }

    HttpRequest.Builder request(String path, String key) {
        var builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
        return key.isEmpty() ? builder : builder.header("Authorization", "Bearer " + key);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bare connection that has sent a request, to be left at will. */
    Socket open(String body) throws IOException {
        var socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout(15_000);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer " + Tables.KEY
                + "\r\ncontent-length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return socket;
    }

    /** Reads to the end of {@code mark} and answers how many bytes that were. */
    static long readUntil(InputStream in, String mark) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        String tail = "";
        long total = 0;
        while (!tail.contains(mark)) {
            int read = in.read(buffer);
            if (read < 0) {
                throw new AssertionError("the answer ended before " + mark + ": " + tail);
            }
            total += read;
            String text = tail + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
            tail = text.substring(Math.max(0, text.length() - 2_000));
        }
        return total;
    }

    /** Whether a line of the metrics is exactly this. */
    boolean counts(String line) {
        return metrics().lines().anyMatch(line::equals);
    }

    String metrics() {
        return get("/metrics", Tables.METRICS_KEY).body();
    }

    void awaitVersion(long version) {
        eventually(() -> get("/healthz", "").body().contains("\"routeTableVersion\":" + version + ","));
    }

    static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not become true within 15 s");
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port where nothing listens. */
    static int closedPort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        try {
            gateway.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        client.close();
    }
}
