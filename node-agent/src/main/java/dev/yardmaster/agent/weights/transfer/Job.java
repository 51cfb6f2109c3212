package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.contract.agent.FileChunks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All files of one model on their way. */
public final class Job {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    final Request request;
    final Set<FileTask> open = new HashSet<>();
    final Deque<Content> waiting = new ArrayDeque<>();
    long landedBytes;
    final AtomicLong fromOrigin = new AtomicLong();
    final AtomicLong fromPeers = new AtomicLong();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final Map<String, String> paths;
    private final Rate rate = new Rate();
    private volatile int priority;
    private volatile Optional<Located> located = Optional.empty();
    boolean locating;
    boolean relocate;
    int denials;

    /** What is wanted, and who is asked. */
    public record Request(String modelKey, int priority, List<Content> contents, Located.Locator locator) {
        public Request {
            contents = List.copyOf(contents);
        }
    }

    Job(Request request) {
        this.request = request;
        this.priority = request.priority();
        this.paths =
                request.contents().stream().collect(Collectors.toMap(Content::id, Content::path, (first, _) -> first));
    }

    public int priority() {
        return priority;
    }

    /** Lower comes first; takes effect with the next run. */
    public void priority(int wanted) {
        priority = wanted;
    }

    public long fromOrigin() {
        return fromOrigin.get();
    }

    public long fromPeers() {
        return fromPeers.get();
    }

    /**
     * Waits until every file has landed.
     *
     * @throws WeightsProblem what came so far stays for the next job
     */
    public void await() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WeightsProblem problem) {
                throw new WeightsProblem(problem.kind(), problem.sentence());
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    boolean isDone() {
        return end.isDone();
    }

    void succeed() {
        end.complete(null);
    }

    void fail(Throwable problem) {
        end.completeExceptionally(problem);
    }

    /** Nobody is asked more than every few seconds, however short an answer's life is. */
    void located(Located answer, Instant now) {
        Instant soonest = now.plus(ASK_AGAIN);
        Instant until = answer.validUntil().isAfter(soonest) ? answer.validUntil() : soonest;
        located = Optional.of(new Located(answer.sources(), answer.chunks(), until));
        relocate = false;
    }

    boolean needsLocations(Instant now) {
        return !locating
                && (relocate || located.filter(l -> l.validUntil().isAfter(now)).isEmpty());
    }

    /** The newest answer is known, and nothing better is being waited for. */
    boolean isSettled() {
        return located.isPresent() && !locating && !relocate;
    }

    void askAgain() {
        denials++;
        relocate = true;
    }

    /** The same content may have another path in every model. */
    Stream<ChunkSource> sources(String contentId) {
        String path = paths.getOrDefault(contentId, "");
        return relocate
                ? Stream.empty()
                : located.stream().flatMap(l -> l.sources().getOrDefault(path, List.of()).stream());
    }

    Optional<FileChunks> chunkHashes(String contentId) {
        return located.map(l -> l.chunks().get(paths.getOrDefault(contentId, "")));
    }

    public Rate rate() {
        return rate;
    }

    void count(ChunkSource.Kind kind, long bytes) {
        switch (kind) {
            case ORIGIN -> fromOrigin.addAndGet(bytes);
            case PEER -> fromPeers.addAndGet(bytes);
        }
    }
}
