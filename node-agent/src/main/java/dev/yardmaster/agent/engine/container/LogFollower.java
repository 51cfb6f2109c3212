package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Appends a container's output to its instance's log file, from where the last follower was: a restart of the agent or of
 * the runtime loses nothing, and repeats at most the lines of one second.
 */
final class LogFollower {
    private static final AgentLog LOG = new AgentLog("container-log");
    private static final Duration KEEP_EVERY = Duration.ofSeconds(1);
    private static final int MOST_TIME = 64;

    private final ContainerRuntime runtime;
    private final String id;
    private final Path log;
    private final Path position;
    private Optional<Instant> last;
    private Instant kept = Instant.EPOCH;

    /** @param position file that remembers the last line's time */
    LogFollower(ContainerRuntime runtime, String id, Path log, Path position) {
        this.runtime = runtime;
        this.id = id;
        this.log = log;
        this.position = position;
        this.last = read(position, id);
    }

    /** One attempt; returns when the output has ended. */
    void follow() throws ContainerProblem {
        try (FileChannel out = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            runtime.follow(id, last, line -> append(out, line));
        } catch (IOException e) {
            LOG.warn(log + " cannot be written: " + e.getMessage());
        } finally {
            keep();
        }
    }

    private void append(FileChannel out, byte[] line) throws IOException {
        int space = indexOfSpace(line);
        Optional<Instant> at = time(line, space);
        if (at.isPresent() && last.isPresent() && !at.get().isAfter(last.get())) {
            return;
        }
        int from = at.isPresent() ? space + 1 : 0;
        ByteBuffer text = ByteBuffer.wrap(line, from, line.length - from);
        while (text.hasRemaining()) {
            out.write(text);
        }
        last = at.or(() -> last);
        if (last.isPresent() && Duration.between(kept, last.get()).compareTo(KEEP_EVERY) > 0) {
            keep();
        }
    }

    private static int indexOfSpace(byte[] line) {
        for (int i = 0; i < Math.min(line.length, MOST_TIME); i++) {
            if (line[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Instant> time(byte[] line, int space) {
        try {
            return space < 0
                    ? Optional.empty()
                    : Optional.of(java.time.OffsetDateTime.parse(new String(line, 0, space, StandardCharsets.US_ASCII))
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void keep() {
        last.ifPresent(at -> {
            try {
                DurableFiles.replace(position, id + " " + at);
                kept = at;
            } catch (IOException e) {
                LOG.warn(position + " cannot be kept: " + e.getMessage());
            }
        });
    }

    /** Of this container only: another one's output begins anew. */
    private static Optional<Instant> read(Path position, String id) {
        try {
            String[] parts = Files.readString(position).split(" ");
            return parts[0].equals(id) ? Optional.of(Instant.parse(parts[1])) : Optional.empty();
        } catch (IOException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
