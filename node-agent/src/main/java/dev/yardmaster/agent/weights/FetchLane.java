package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Backoff;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/** Fetches one model until it is there, ever more rarely while that fails. */
final class FetchLane implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("weights");
    private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2));

    private final String key;
    private final ModelFetch fetch;
    private final Semaphore turns;
    private final Runnable published;
    private final Runnable changed;
    private final Loop loop;
    private volatile Optional<ModelStatus.Failed> failure = Optional.empty();
    private int failures;

    FetchLane(String key, ModelFetch fetch, Semaphore turns, Runnable published, Runnable changed) {
        this.key = key;
        this.fetch = fetch;
        this.turns = turns;
        this.published = published;
        this.changed = changed;
        this.loop = new Loop("fetch", this::pass);
    }

    FetchLane start() {
        loop.start();
        return this;
    }

    ModelStatus status() {
        return failure.<ModelStatus>map(f -> f).orElseGet(() -> new ModelStatus.Fetching(fetch.progress()));
    }

    private Duration pass() throws InterruptedException {
        turns.acquire();
        try {
            fetch.run();
            published.run();
            return Duration.ZERO;
        } catch (WeightsProblem e) {
            failures++;
            failure = Optional.of(new ModelStatus.Failed(e.kind().reason(), e.sentence()));
            if (!loop.isClosed()) {
                LOG.warn(key + ": " + e.sentence());
            }
            return AGAIN.delay(failures, ThreadLocalRandom.current().nextDouble());
        } finally {
            turns.release();
            changed.run();
        }
    }

    /** No further round; for a fetch that has published. */
    void finish() {
        loop.finish();
    }

    @Override
    public void close() {
        loop.close();
    }
}
