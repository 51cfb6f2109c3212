package dev.yardmaster.server.platform.queue;

import dev.yardmaster.server.platform.leader.LeaderTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link Reconciler} for keys that have news: one run per key at a time, several keys side by side on a bounded
 * number of virtual threads, with a growing delay after failures and a slow resync behind it all. Keys may be added
 * while it is stopped; they wait.
 *
 * @param <K> what is reconciled, with a readable {@code toString}
 */
public final class WorkQueue<K> implements LeaderTask {
    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);

    private final Settings settings;
    private final Reconciler<K> reconciler;
    private final Supplier<? extends Collection<K>> everything;
    private final KeyedQueue<K> queue = new KeyedQueue<>(System::nanoTime);
    private final Map<K, Integer> failures = new ConcurrentHashMap<>();
    private final AtomicLong runs = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();

    /** @param everything all keys there are, asked for at every start and resync */
    public WorkQueue(Settings settings, Reconciler<K> reconciler, Supplier<? extends Collection<K>> everything) {
        this.settings = settings;
        this.reconciler = reconciler;
        this.everything = everything;
    }

    /**
     * @param name for logs and threads
     * @param workers keys that run side by side
     * @param resync how often all keys run without news
     */
    public record Settings(String name, int workers, Duration resync, Backoff backoff) {
        public Settings {
            if (workers < 1 || resync.isNegative() || resync.isZero()) {
                throw new IllegalArgumentException(name + ": workers " + workers + ", resync " + resync);
            }
        }

        public static Settings of(String name, int workers, Duration resync) {
            return new Settings(name, workers, resync, Backoff.USUAL);
        }
    }

    /** There is news of this key. Never blocks. */
    public void add(K key) {
        queue.add(key);
    }

    /** At the latest after this delay. */
    public void addAfter(K key, Duration delay) {
        queue.addAfter(key, delay);
    }

    /** Keys that wait for a worker. */
    public int size() {
        return queue.size();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public synchronized void start() {
        if (!threads.isEmpty()) {
            return;
        }
        threads.add(Thread.ofVirtual().name(settings.name() + "-resync").start(this::resync));
        for (int i = 0; i < settings.workers(); i++) {
            threads.add(Thread.ofVirtual().name(settings.name() + "-" + i).start(this::work));
        }
    }

    /** Interrupts what runs and waits for it to end, but not for ever. */
    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                if (!thread.join(Duration.ofSeconds(5))) {
                    LOG.warn("{} still runs after it was told to stop", thread.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    private void resync() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                everything.get().forEach(queue::add);
            } catch (RuntimeException e) {
                LOG.warn("{}: the list of all keys could not be read: {}", settings.name(), e.toString());
            }
            if (!sleep(settings.resync())) {
                return;
            }
        }
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                K key = queue.take();
                try {
                    run(key);
                } finally {
                    queue.done(key);
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void run(K key) throws InterruptedException {
        Run run = new Run(settings.name(), runs.incrementAndGet(), String.valueOf(key));
        try {
            Next next = Run.within(run, () -> reconciler.reconcile(key));
            failures.remove(key);
            if (next instanceof Next.After(Duration delay)) {
                queue.addAfter(key, delay);
            }
        } catch (InterruptedException stopped) {
            queue.add(key);
            throw stopped;
        } catch (Exception e) {
            retry(key, run, e);
        }
    }

    private void retry(K key, Run run, Exception failure) {
        int count = failures.merge(key, 1, Integer::sum);
        Duration delay = settings.backoff().delay(count, ThreadLocalRandom.current());
        LOG.warn("{} failed {} times, again in {} ms", run, count, delay.toMillis(), failure);
        queue.addAfter(key, delay);
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
