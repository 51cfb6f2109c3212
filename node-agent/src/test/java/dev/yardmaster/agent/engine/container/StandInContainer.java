package dev.yardmaster.agent.engine.container;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A container of the stand-in: what was asked for, and a real process once it is started. */
final class StandInContainer {
    final String id;
    final String name;
    final JsonNode body;
    private final List<Line> lines = new ArrayList<>();
    private Optional<Process> process = Optional.empty();
    private Instant startedAt = Instant.parse("0001-01-01T00:00:00Z");
    private Instant lastLine = Instant.EPOCH;
    private int readers;
    boolean outOfMemory;

    /** One line of output, as it is stored with its time. */
    record Line(int stream, Instant at, String text) {}

    StandInContainer(String id, String name, JsonNode body) {
        this.id = id;
        this.name = name;
        this.body = body;
    }

    String label(String key) {
        return body.path("Labels").path(key).asString("");
    }

    synchronized void start() throws IOException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/setsid", "/usr/bin/env", "--default-signal=INT"));
        body.path("Entrypoint").values().forEach(v -> command.add(v.asString()));
        body.path("Cmd").values().forEach(v -> command.add(v.asString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        body.path("Env").values().forEach(v -> {
            String[] pair = v.asString().split("=", 2);
            builder.environment().put(pair[0], pair[1]);
        });
        builder.environment()
                .put(
                        "STAND_IN_MOUNTS",
                        body.path("HostConfig").path("Mounts").values().stream()
                                .map(m -> m.path("Target").asString() + "="
                                        + m.path("Source").asString())
                                .collect(Collectors.joining(";")));
        startedAt = Instant.now();
        Process started = builder.start();
        process = Optional.of(started);
        readers = 2;
        read(1, started.getInputStream());
        read(2, started.getErrorStream());
        started.onExit().thenRun(() -> endGroup(started.pid()));
    }

    /** The rest of a container ends with its first process. */
    private static void endGroup(long group) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- \"$1\"", "sh", "-" + group)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(int stream, InputStream in) {
        Thread.ofPlatform().daemon().start(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    add(stream, line + "\n");
                }
            } catch (IOException e) {
                add(stream, "");
            } finally {
                done();
            }
        });
    }

    private synchronized void add(int stream, String text) {
        Instant now = Instant.now();
        lastLine = now.isAfter(lastLine) ? now : lastLine.plusNanos(1);
        lines.add(new Line(stream, lastLine, text));
        notifyAll();
    }

    private synchronized void done() {
        readers--;
        notifyAll();
    }

    /** The next lines from that one on; waits while there are none and it runs. */
    synchronized List<Line> linesFrom(int index) throws InterruptedException {
        while (lines.size() <= index && (isRunning() || readers > 0)) {
            wait(100);
        }
        return List.copyOf(lines.subList(Math.min(index, lines.size()), lines.size()));
    }

    synchronized boolean isRunning() {
        return process.filter(Process::isAlive).isPresent();
    }

    synchronized String status() {
        return process.isEmpty() ? "created" : isRunning() ? "running" : "exited";
    }

    synchronized int exitCode() {
        return process.filter(p -> !p.isAlive()).map(Process::exitValue).orElse(0);
    }

    synchronized Instant startedAt() {
        return startedAt;
    }

    CompletableFuture<Process> end() {
        return process.map(Process::onExit).orElseGet(() -> CompletableFuture.failedFuture(new IOException("created")));
    }

    /** SIGKILL ends all that is in it, as the end of its first process does. */
    void signal(String signal) throws IOException, InterruptedException {
        Process running = process.orElseThrow();
        String target = signal.equals("SIGKILL") ? "-" + running.pid() : Long.toString(running.pid());
        new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", signal.substring(3), target)
                .start()
                .waitFor();
        if (signal.equals("SIGKILL")) {
            running.waitFor();
        }
    }
}
