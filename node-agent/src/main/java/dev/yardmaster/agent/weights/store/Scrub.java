package dev.yardmaster.agent.weights.store;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Hashes every stored file again, slowly, in rounds; when the last round ended is kept on disk. */
public final class Scrub {
    private static final AgentLog LOG = new AgentLog("scrub");
    private static final long BYTES_PER_SECOND = 64L << 20;

    private final ModelStore store;
    private final Duration every;
    private final Clock clock;
    private final Path file;
    private final Bandwidth pace = new Bandwidth(BYTES_PER_SECOND);
    private final Deque<String> round = new ArrayDeque<>();
    private boolean inRound;

    /** @param every zero is never */
    public Scrub(ModelStore store, Duration every, Clock clock) {
        this.store = store;
        this.every = every;
        this.clock = clock;
        this.file = store.layout().root().resolve("scrubbed");
    }

    /**
     * Looks at one file, if it is time.
     *
     * @return whether there is more to do at once
     */
    public boolean pass(Consumer<String> damaged, BooleanSupplier ending) throws IOException {
        if (every.isZero() || !(inRound || isDue())) {
            return false;
        }
        if (!inRound) {
            round.addAll(new TreeSet<>(store.blobs().keySet()));
            inRound = true;
        }
        String next = round.poll();
        if (next == null) {
            inRound = false;
            DurableFiles.replace(file, clock.instant() + "\n");
            return false;
        }
        look(next, damaged, ending);
        return true;
    }

    private boolean isDue() throws IOException {
        try {
            Instant last =
                    Files.exists(file) ? Instant.parse(Files.readString(file).strip()) : begin();
            return !last.plus(every).isAfter(clock.instant());
        } catch (DateTimeException e) {
            return true;
        }
    }

    /** The first round is due one period after the store was made. */
    private Instant begin() throws IOException {
        Instant now = clock.instant();
        DurableFiles.replace(file, now + "\n");
        return now;
    }

    private void look(String sha256, Consumer<String> damaged, BooleanSupplier ending) throws IOException {
        try {
            String found = BlobHash.of(store.layout().blob(sha256), bytes -> {
                if (!ending.getAsBoolean()) {
                    LockSupport.parkNanos(pace.take(bytes, System.nanoTime()));
                }
            });
            if (!found.equals(sha256)) {
                LOG.error("A stored file should have the SHA-256 " + sha256 + ", but has " + found + ".");
                damaged.accept(sha256);
            }
        } catch (NoSuchFileException e) {
            if (store.blobs().containsKey(sha256)) {
                damaged.accept(sha256);
            }
        }
    }
}
