package dev.yardmaster.agent.inventory.device;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls that may never return and cannot be broken off, as those into a driver: each runs on a thread that nobody else
 * needs, and while one hangs no other begins.
 */
final class Hangable<T> {
    private static final Duration WHILE_IT_HANGS = Duration.ofSeconds(1);

    private final String name;
    private final Duration limit;
    private final Duration again;
    private Optional<CompletableFuture<T>> hanging = Optional.empty();

    /** @param limit after which nobody waits any longer */
    Hangable(String name, Duration limit) {
        this.name = name;
        this.limit = limit;
        this.again = limit.compareTo(WHILE_IT_HANGS) < 0 ? limit : WHILE_IT_HANGS;
    }

    /** What the call gave, or the one before that hung until now; nothing where it does not answer. */
    Optional<T> call(Supplier<T> work) throws InterruptedException, ExecutionException {
        Duration patience = hanging.isPresent() ? again : limit;
        CompletableFuture<T> answer = hanging.orElseGet(() -> begin(work));
        hanging = Optional.of(answer);
        try {
            T given = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            hanging = Optional.empty();
            return Optional.of(given);
        } catch (ExecutionException e) {
            hanging = Optional.empty();
            throw e;
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    private CompletableFuture<T> begin(Supplier<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                answer.complete(work.get());
            } catch (RuntimeException | LinkageError e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
