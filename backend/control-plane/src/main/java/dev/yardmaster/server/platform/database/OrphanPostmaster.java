package dev.yardmaster.server.platform.database;

import dev.yardmaster.server.platform.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL whose server was killed lives on. Called with the directory locked, so whatever still runs there belongs
 * to nobody; its data are safe, it is only asked to stop.
 */
final class OrphanPostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanPostmaster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private OrphanPostmaster() {}

    static void stop(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        Optional<ProcessHandle> running = pid(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(OrphanPostmaster::isPostgres);
        if (running.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL that a killed server left behind (process {})",
                    running.get().pid());
            end(running.get());
        }
        forget(pidFile);
    }

    private static Optional<Long> pid(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.getFirst().strip()));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** The number may have been given to another process since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StartFailure("PostgreSQL process " + process.pid() + ", left behind by a killed server, does not"
                    + " stop; end it and start again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while stopping PostgreSQL process " + process.pid() + ".", e);
        }
    }

    private static void forget(Path pidFile) {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new StartFailure("Cannot remove " + pidFile + ": " + e.getMessage(), e);
        }
    }
}
