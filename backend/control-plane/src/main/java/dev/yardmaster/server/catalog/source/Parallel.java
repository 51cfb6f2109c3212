package dev.yardmaster.server.catalog.source;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The same question about many files, a few at a time. */
public final class Parallel {
    private static final int AT_ONCE = 8;
    private static final int SECONDS = 60;

    private Parallel() {}

    /** In the order of the items; the first failure is thrown, and so is running out of a minute. */
    public static <T, R> List<R> map(List<T> items, Function<T, R> question) {
        Semaphore slots = new Semaphore(AT_ONCE);
        List<Callable<R>> calls = items.stream()
                .map(item -> (Callable<R>) () -> {
                    slots.acquire();
                    try {
                        return question.apply(item);
                    } finally {
                        slots.release();
                    }
                })
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(calls, SECONDS, TimeUnit.SECONDS).stream()
                    .map(Parallel::result)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.unavailable("interrupted", "the server is stopping");
        }
    }

    private static <R> R result(Future<R> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (CancellationException e) {
            throw Refusals.unavailable("it did not answer within " + SECONDS + " s", "try again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.unavailable("interrupted", "the server is stopping");
        }
    }
}
