package dev.yardmaster.engine.decode;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The one thread that calls the inference library. Everything reaches it as a message; the callers' own bound on
 * requests under way bounds the messages too.
 */
public final class DecodeLoop implements AutoCloseable {
    private final BlockingQueue<Runnable> messages = new LinkedBlockingQueue<>();
    private final Scheduler scheduler;
    private final Thread thread;
    private boolean stopped;

    /** {@code onDeath} hears of an error that ends the thread: the engine cannot go on without it. */
    public DecodeLoop(
            Backend backend,
            TokenPieces pieces,
            DecodeObserver observer,
            LongSupplier nanoTime,
            Consumer<Throwable> onDeath) {
        this.scheduler = new Scheduler(backend, pieces, observer, nanoTime);
        this.thread = Thread.ofPlatform()
                .name("decode")
                .uncaughtExceptionHandler((_, error) -> onDeath.accept(error))
                .unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public void submit(Generation generation) {
        messages.add(() -> scheduler.submit(generation));
    }

    /** Ends a generation with {@link GenerationEvent.Cancelled}; does nothing when it has ended already. */
    public void cancel(Generation generation) {
        messages.add(() -> scheduler.cancel(generation));
    }

    /** Cancels what is under way and what is yet to come; the thread goes on, so that everyone is told. */
    public void cancelAll() {
        messages.add(scheduler::cancelAll);
    }

    /** Loads an adapter between two decode calls. */
    public CompletableFuture<Lora> admit(Callable<? extends Lora> loader) {
        var loaded = new CompletableFuture<Lora>();
        messages.add(() -> {
            try {
                Lora lora = loader.call();
                scheduler.admit(lora);
                loaded.complete(lora);
            } catch (Exception refused) {
                loaded.completeExceptionally(refused);
            }
        });
        return loaded;
    }

    /** Refuses new uses of an adapter from now on; complete once the last use has ended and it is freed. */
    public CompletableFuture<Void> retire(Lora lora) {
        var released = new CompletableFuture<Void>();
        messages.add(() -> scheduler.retire(lora, () -> released.complete(null)));
        return released;
    }

    private void run() {
        try {
            while (!stopped) {
                deliver();
                if (!stopped && scheduler.busy()) {
                    scheduler.step();
                }
            }
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("the decode thread was interrupted", unexpected);
        }
    }

    private void deliver() throws InterruptedException {
        Runnable message = scheduler.busy() ? messages.poll() : messages.take();
        while (message != null) {
            message.run();
            message = messages.poll();
        }
    }

    /** Cancels what is under way, and ends the thread: what is submitted later hears nothing. May be called again. */
    @Override
    public void close() {
        messages.add(() -> {
            scheduler.cancelAll();
            stopped = true;
        });
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
