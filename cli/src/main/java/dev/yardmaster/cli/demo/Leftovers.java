package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.process.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Remembers which processes a demo started, so that the next one can end what a killed demo left behind. A process id
 * counts only together with its start time, because ids are used again.
 */
final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Path directory;

    Leftovers(Path home) {
        this.directory = home.resolve("demo");
    }

    /** The demo that runs on this home already. */
    Optional<Long> running() {
        return entry("demo").map(ProcessHandle::pid);
    }

    void remember(String name, ProcessHandle process) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".pid"), process.pid() + " " + started(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remember(Child child) {
        remember(child.name(), child.process().toHandle());
    }

    /** Ends what is left, and says what that was. */
    List<String> end() {
        return Stream.of("agent", "gateway", "server")
                .filter(name -> entry(name).map(this::end).orElse(false))
                .toList();
    }

    void forgetAll() {
        for (String name : List.of("agent", "gateway", "server", "demo")) {
            try {
                Files.deleteIfExists(directory.resolve(name + ".pid"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            process.destroyForcibly();
        }
        return true;
    }

    private Optional<ProcessHandle> entry(String name) {
        Path file = directory.resolve(name + ".pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String[] words = Files.readString(file).strip().split(" ");
            return words.length == 2
                    ? ProcessHandle.of(Long.parseLong(words[0]))
                            .filter(ProcessHandle::isAlive)
                            .filter(p -> started(p).equals(words[1]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
