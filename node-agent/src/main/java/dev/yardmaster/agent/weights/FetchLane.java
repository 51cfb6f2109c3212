package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Backoff;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.store.Manifest;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.contract.agent.WeightsObservation;
import dev.yardmaster.contract.weights.WeightsState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Fetches one model until it is there, ever more rarely while that fails. */
final class FetchLane implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("weights");
    private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2));

    private final ModelFetch fetch;
    private final Clock clock;
    private final Consumer<Manifest> published;
    private final Runnable changed;
    private final Loop loop;
    private volatile Optional<ModelStatus.Failed> failure = Optional.empty();
    private volatile Instant since;
    private int failures;

    FetchLane(ModelFetch fetch, Clock clock, Consumer<Manifest> published, Runnable changed) {
        this.fetch = fetch;
        this.clock = clock;
        this.since = clock.instant();
        this.published = published;
        this.changed = changed;
        this.loop = Loop.heavy("fetch", this::pass);
    }

    FetchLane start() {
        loop.start();
        return this;
    }

    ModelFetch fetch() {
        return fetch;
    }

    ModelStatus status() {
        return failure.<ModelStatus>map(f -> f).orElseGet(() -> new ModelStatus.Fetching(fetch.progress()));
    }

    /** @param behind somebody else's instance waits for weights */
    WeightsObservation observe(boolean behind) {
        long rate = fetch.bytesPerSecond();
        WeightsState state = failure.isPresent()
                ? WeightsState.FAILED
                : behind && rate == 0 ? WeightsState.QUEUED : WeightsState.FETCHING;
        String sentence = failure.map(ModelStatus.Failed::sentence)
                .orElse(
                        state == WeightsState.QUEUED
                                ? "Waits behind weights that an instance waits for."
                                : "The files are on their way.");
        return new WeightsObservation(
                fetch.model().key(),
                state,
                failure.map(ModelStatus.Failed::reason),
                sentence,
                fetch.progress(),
                rate,
                fetch.fromOrigin(),
                fetch.fromPeers(),
                since);
    }

    private Duration pass() throws InterruptedException {
        try {
            Manifest manifest = fetch.run();
            published.accept(manifest);
            return Duration.ZERO;
        } catch (WeightsProblem e) {
            failures++;
            fail(e);
            return AGAIN.delay(failures, ThreadLocalRandom.current().nextDouble());
        } finally {
            changed.run();
        }
    }

    /** It stays failed, with its reason, while it is tried again. */
    private void fail(WeightsProblem problem) {
        if (failure.isEmpty()) {
            since = clock.instant();
        }
        failure = Optional.of(new ModelStatus.Failed(problem.kind().reason(), problem.sentence()));
        if (!loop.isClosed()) {
            LOG.warn(fetch.model().key() + ": " + problem.sentence());
        }
    }

    /** No further round; for a fetch that has published. */
    void finish() {
        loop.finish();
    }

    /** Ends it at once; what it brought stays until the room is needed. */
    @Override
    public void close() {
        loop.close();
    }
}
