package dev.yardmaster.systemtests.world;

import dev.yardmaster.cli.process.Waiting;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Questions without end from a few clients at once, each asking its next as soon as it has an answer. */
public final class Traffic implements AutoCloseable {
    private static final long PAUSE_MILLIS = 20;

    private final OpenAi openAi;
    private final String route;
    private final String expected;
    private final ExecutorService clients;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong notReached = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    private Traffic(OpenAi openAi, String route, String expected, int clients) {
        this.openAi = openAi;
        this.route = route;
        this.expected = expected;
        this.clients = Executors.newFixedThreadPool(clients);
    }

    /** Asks for the capital of France. */
    public static Traffic on(OpenAi openAi, String route, int clients) {
        Traffic traffic = new Traffic(openAi, route, "Paris", clients);
        for (int i = 0; i < clients; i++) {
            traffic.clients.execute(traffic::ask);
        }
        return traffic;
    }

    public long answered() {
        return answered.get();
    }

    /** Requests whose connection was refused, so that nobody lost them. */
    public long notReached() {
        return notReached.get();
    }

    /** Requests that reached somebody and yet got no answer, or a wrong one. */
    public List<String> failures() {
        return new ArrayList<>(failures);
    }

    /** Waits until that many more were answered. */
    public void awaitMore(int count) {
        long goal = answered() + count;
        Waiting.until(
                count + " more answers",
                Duration.ofSeconds(60),
                () -> answered() >= goal
                        ? Waiting.Look.found(true)
                        : Waiting.Look.notYet(answered() + " of " + goal + ", failures " + failures()));
    }

    private void ask() {
        while (running.get()) {
            try {
                String answer = openAi.ask(route, "What is the capital of France?");
                if (answer.equals(expected)) {
                    answered.incrementAndGet();
                } else {
                    failures.add("answered '" + answer + "'");
                }
            } catch (UncheckedIOException e) {
                note(e);
            } catch (RuntimeException e) {
                failures.add(String.valueOf(e.getMessage()));
                pause();
            }
        }
    }

    private void note(UncheckedIOException failure) {
        if (failure.getCause() instanceof ConnectException) {
            notReached.incrementAndGet();
        } else {
            failures.add(failure.toString());
        }
        pause();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        running.set(false);
        clients.shutdown();
        try {
            if (!clients.awaitTermination(90, TimeUnit.SECONDS)) {
                clients.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
