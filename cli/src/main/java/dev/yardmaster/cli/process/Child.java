package dev.yardmaster.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of ours; what it writes goes to its log file. */
public final class Child {
    private static final long KEPT_LOG_BYTES = 16L << 20;
    private static final int SHOWN_LINES = 12;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it so that Ctrl-C in the terminal does not reach it: whoever starts it decides when it ends. The shell in
     * between is replaced at once and sees the command as a list, so nothing in it is interpreted.
     *
     * @param settings added to our own environment
     */
    public static Child start(String name, List<String> command, Map<String, String> settings, Path log) {
        List<String> shielded = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", name));
        shielded.addAll(command);
        try {
            Files.createDirectories(log.getParent());
            setAside(log);
            ProcessBuilder builder = new ProcessBuilder(shielded)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(settings);
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("the " + name + " cannot be started: " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public Process process() {
        return process;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, waits that long, and then makes it end. Says whether it ended by itself. */
    public boolean stop(Duration grace) {
        process.destroy();
        try {
            if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return false;
    }

    /** Ends it without asking, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it and what it started, without asking. */
    public void killWithDescendants() {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    /** How it ended and what it wrote last. */
    public String obituary() {
        return "the " + name + " ended by itself with code " + process.exitValue() + "; its last lines (" + log + "):\n"
                + String.join("\n", lastLines());
    }

    public List<String> lastLines() {
        try {
            List<String> lines =
                    new String(tail(), StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()).stream()
                    .map(l -> "    " + l)
                    .toList();
        } catch (IOException e) {
            return List.of("    (the log cannot be read: " + e.getMessage() + ")");
        }
    }

    private byte[] tail() throws IOException {
        try (var file = Files.newByteChannel(log)) {
            long from = Math.max(0, file.size() - 16_384);
            java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate((int) (file.size() - from));
            file.position(from);
            while (buffer.hasRemaining() && file.read(buffer) >= 0) {}
            return buffer.array();
        }
    }

    private static void setAside(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > KEPT_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
