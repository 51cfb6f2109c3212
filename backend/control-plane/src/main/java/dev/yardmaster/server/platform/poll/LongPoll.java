package dev.yardmaster.server.platform.poll;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Requests that wait until there is something new about their key. A wake-up may be missed, so each looks again now
 * and then; nothing is held while waiting but the request's own thread.
 */
public final class LongPoll {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Place> places = new HashMap<>();
    private final int most;
    private final Duration recheck;
    private int waiting;
    private boolean ended;

    /**
     * @param most requests that wait at the same time; more are told to come again
     * @param recheck how often to look without having been woken
     */
    public LongPoll(int most, Duration recheck) {
        this.most = most;
        this.recheck = recheck;
    }

    private static final class Place {
        final Condition news;
        int waiting;
        long count;

        Place(Condition news) {
            this.news = news;
        }
    }

    /** Everybody who waits for this key looks again. */
    public void wake(String key) {
        lock.lock();
        try {
            Place place = places.get(key);
            if (place != null) {
                place.count++;
                place.news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits from now on: everybody looks once more and goes, so that a server that stops need not wait. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            places.values().forEach(place -> place.news.signalAll());
        } finally {
            lock.unlock();
        }
    }

    /** Looks until it finds something or the time is up; at most a minute. */
    public <T> Optional<T> await(String key, Duration wait, Supplier<Optional<T>> look) {
        Duration limit = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        long until = System.nanoTime() + limit.toNanos();
        Place place = enter(key);
        try {
            while (true) {
                long seen = count(place);
                Optional<T> found = look.get();
                long left = until - System.nanoTime();
                if (found.isPresent() || left <= 0 || !sleep(place, seen, left)) {
                    return found;
                }
            }
        } finally {
            leave(key, place);
        }
    }

    private Place enter(String key) {
        lock.lock();
        try {
            if (waiting >= most) {
                throw ProblemException.of(ProblemType.BUSY, most + " requests are waiting here already.");
            }
            waiting++;
            Place place = places.computeIfAbsent(key, _ -> new Place(lock.newCondition()));
            place.waiting++;
            return place;
        } finally {
            lock.unlock();
        }
    }

    private void leave(String key, Place place) {
        lock.lock();
        try {
            waiting--;
            place.waiting--;
            if (place.waiting == 0) {
                places.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }

    private long count(Place place) {
        lock.lock();
        try {
            return place.count;
        } finally {
            lock.unlock();
        }
    }

    /** False when nobody should wait any longer. */
    private boolean sleep(Place place, long seen, long nanos) {
        lock.lock();
        try {
            if (place.count == seen && !ended) {
                place.news.await(Math.min(nanos, recheck.toNanos()), TimeUnit.NANOSECONDS);
            }
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
