package dev.yardmaster.server.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.support.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkQueueTest {
    private static final Duration NEVER = Duration.ofDays(1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    /**
     * Whatever the order of additions and failures: no key runs twice at a time, and after the last news of a key a run
     * begins that sees it.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyNewsIsSeenAndNoKeyRunsTwiceAtOnce(long seed) {
        Random random = new Random(seed);
        Map<Integer, AtomicInteger> wanted = new ConcurrentHashMap<>();
        Map<Integer, Integer> seen = new ConcurrentHashMap<>();
        Set<Integer> running = ConcurrentHashMap.newKeySet();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicLong turn = new AtomicLong(seed);
        Reconciler<Integer> reconciler = key -> {
            if (!running.add(key)) {
                overlaps.incrementAndGet();
            }
            int state = java.util.Objects.requireNonNull(wanted.get(key)).get();
            try {
                Thread.sleep(0, 50_000);
                if (new Random(turn.incrementAndGet()).nextInt(4) == 0) {
                    throw new IllegalStateException("made to fail");
                }
            } finally {
                running.remove(key);
            }
            seen.put(key, state);
            return Next.done();
        };
        WorkQueue<Integer> queue = new WorkQueue<>(
                new WorkQueue.Settings(
                        "test", 1 + random.nextInt(4), NEVER, new Backoff(Duration.ofMillis(1), Duration.ofMillis(4))),
                reconciler,
                List::of);
        queue.start();
        try {
            for (int i = 0; i < 200; i++) {
                int key = random.nextInt(8);
                wanted.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
                queue.add(key);
            }
            Await.until(
                    "the last news of every key, seed " + seed,
                    () -> wanted.entrySet().stream()
                            .allMatch(e -> Integer.valueOf(e.getValue().get()).equals(seen.get(e.getKey()))));
        } finally {
            queue.stop();
        }
        assertThat(overlaps).as("seed %s", seed).hasValue(0);
    }

    @Test
    void aWishToComeBackIsKept() {
        AtomicInteger runs = new AtomicInteger();
        WorkQueue<String> queue = new WorkQueue<>(
                WorkQueue.Settings.of("test", 1, NEVER),
                key -> runs.incrementAndGet() < 3 ? Next.after(Duration.ofMillis(5)) : Next.done(),
                () -> List.of("only"));
        queue.start();
        Await.until("three runs", () -> runs.get() == 3);
        queue.stop();
    }

    @Test
    void keysAddedWhileStoppedWaitForTheStart() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        WorkQueue<String> queue = new WorkQueue<>(
                WorkQueue.Settings.of("test", 2, NEVER),
                key -> {
                    seen.add(key + " " + Run.label());
                    return Next.done();
                },
                List::of);
        queue.add("a");
        queue.add("a");
        assertThat(queue.size()).isEqualTo(1);
        queue.start();
        Await.until("the run", () -> seen.size() == 1);
        queue.stop();
        assertThat(seen).containsExactly("a test#1 a");
        queue.add("b");
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void stoppingInterruptsARunAndKeepsItsKey() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        List<String> ended = new ArrayList<>();
        WorkQueue<String> queue = new WorkQueue<>(
                WorkQueue.Settings.of("test", 1, NEVER),
                key -> {
                    inside.countDown();
                    try {
                        Thread.sleep(NEVER);
                    } finally {
                        ended.add(key);
                    }
                    return Next.done();
                },
                List::of);
        queue.start();
        queue.add("long");
        inside.await();
        queue.stop();
        assertThat(ended).containsExactly("long");
        assertThat(queue.size()).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void delaysGrowToTheCapAndLeaveHalfToChance(long seed) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
        Random random = new Random(seed);
        for (int failures = 1; failures < 100; failures++) {
            Duration full = Duration.ofMillis((long) Math.min(10_000, 100 * Math.pow(2, failures - 1)));
            assertThat(backoff.delay(failures, random))
                    .as("seed %s, failures %s", seed, failures)
                    .isBetween(full.dividedBy(2), full);
        }
    }
}
