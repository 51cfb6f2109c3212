package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.contract.agent.FileChunks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One content that is being fetched, for one job or several. All but its counters is guarded by the engine's lock. */
final class FileTask {
    private static final AgentLog LOG = new AgentLog("transfer");
    /** In a row and without a byte in between; then the job fails, and is tried again later. */
    static final int MOST_FAILURES = 6;

    final Content content;
    final Chunks chunks;
    final PartialFile file;
    final Set<Job> jobs = new LinkedHashSet<>();
    final Set<Run> runs = new HashSet<>();
    final BitSet inFlight = new BitSet();
    final Set<ChunkSource> unfit = new HashSet<>();
    FileHash hash;
    boolean hashing;
    boolean originOnly;
    boolean landed;
    int failures;
    int startedOver;
    Reset due = Reset.NONE;

    /** What is dropped once the runs that still write have ended, so that none of their bytes mix with the next ones. */
    enum Reset {
        NONE,
        ALL,
        FROM_PEERS
    }

    FileTask(Content content, PartialFile file) {
        this.content = content;
        this.chunks = file.chunks();
        this.file = file;
        this.hash = new FileHash(content);
    }

    int priority() {
        return jobs.stream().mapToInt(Job::priority).min().orElse(Integer.MAX_VALUE);
    }

    BitSet missing() {
        if (due != Reset.NONE) {
            return new BitSet();
        }
        BitSet missing = file.present();
        missing.or(inFlight);
        missing.flip(0, chunks.count());
        return missing;
    }

    Stream<ChunkSource> sources() {
        return jobs.stream()
                .flatMap(j -> j.sources(content.id()))
                .filter(s -> !unfit.contains(s))
                .filter(s -> !originOnly || s.kind() == ChunkSource.Kind.ORIGIN);
    }

    /** What a chunk's hash must be, where the server knows. */
    Optional<String> expected(int chunk) {
        return jobs.stream()
                .flatMap(j -> j.chunkHashes(content.id()).stream())
                .filter(c -> c.chunkBytes() == chunks.chunkBytes() && c.chunks().size() == chunks.count())
                .map(FileChunks::chunks)
                .map(c -> c.get(chunk))
                .findFirst();
    }

    int denials() {
        return jobs.stream().mapToInt(j -> j.denials).max().orElse(0);
    }

    void reserve(Run run) {
        runs.add(run);
        inFlight.set(run.chunks().first(), run.chunks().end());
    }

    /** What a run did not bring is missing again. */
    void release(Run run) {
        runs.remove(run);
        inFlight.clear();
        runs.forEach(r -> inFlight.set(r.chunks().first(), r.chunks().end()));
    }

    /** The next chunk is there. */
    boolean canHash() {
        return !landed && due == Reset.NONE && !jobs.isEmpty() && hash.next() < chunks.count() && file.has(hash.next());
    }

    boolean readyToHash() {
        return !hashing && !landed && due == Reset.NONE && !jobs.isEmpty() && (canHash() || isHashed());
    }

    boolean isHashed() {
        return hash.next() == chunks.count();
    }

    void stopRuns(Predicate<Run> which) {
        new ArrayList<>(runs).stream().filter(which).forEach(Run::stop);
    }

    /** Ends all runs; what is of no use is dropped by {@link #resetIfDue}. */
    void reset(Reset what) {
        due = what;
        stopRuns(_ -> true);
    }

    void resetIfDue() throws IOException {
        if (!runs.isEmpty()) {
            return;
        }
        switch (due) {
            case NONE -> {
                return;
            }
            case ALL -> {
                startedOver++;
                file.dropAll();
            }
            case FROM_PEERS -> {
                originOnly = true;
                file.drop(file.fromPeers());
            }
        }
        hash = new FileHash(content);
        due = Reset.NONE;
    }

    /** Bytes that are there, those of unfinished chunks too. */
    long bytes() {
        return file.bytes() + runs.stream().mapToLong(Run::unfinished).sum();
    }

    void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            // Closed meanwhile; an unflushed chunk only counts for less after a power cut.
            return;
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn(content.path() + " cannot be closed: " + e.getMessage());
        }
    }

    List<Job> everyJob() {
        return List.copyOf(jobs);
    }

    /** Nothing came over a connection for that long while bytes were wanted. */
    void endStalled(long nanoTime, Duration limit) {
        runs.stream().filter(r -> r.isStalled(nanoTime, limit)).forEach(Run::giveUp);
    }
}
