package dev.yardmaster.standins;

import dev.yardmaster.standins.bin.StandIns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A stand-in that runs, and what it wrote and answers. */
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    final Process process;
    final Path log;

    private Running(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Running started(StandIns standIns, Path log, Map<String, String> environment, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.set(0, standIns.bin().resolve(command[0]).toString());
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new Running(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The demo model, which is there as safetensors and as GGUF. */
    static Path model() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path model = at.resolve("engine-runtimes/demo-models/tiny-chat/v1");
            if (Files.isDirectory(model)) {
                return model;
            }
        }
        throw new IllegalStateException("not inside Yardmaster's source tree");
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("it still runs: " + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until that path answers so. */
    void await(String url, int status) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (status(url) != status) {
            if (System.nanoTime() > until || !process.isAlive()) {
                throw new IllegalStateException(url + " did not answer " + status + ": " + output());
            }
            Thread.sleep(20);
        }
    }

    /** 0 where nobody answers. */
    static int status(String url) {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> get(String url, String key) {
        return send(HttpRequest.newBuilder(URI.create(url)), key);
    }

    static HttpResponse<String> post(String url, String key, String body) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                key);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String key) {
        try {
            return CLIENT.send(
                    request.header("Authorization", "Bearer " + key)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
