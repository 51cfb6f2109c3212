package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.cli.Settings;
import dev.yardmaster.engine.http.HttpServer;
import dev.yardmaster.engine.metrics.EngineMetrics;
import dev.yardmaster.engine.metrics.ServedModel;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The engine as a whole: listens at once, answers {@code /health} while the model loads, then serves. */
public final class EngineServer implements AutoCloseable {
    private final Settings settings;
    private final EngineMetrics metrics = new EngineMetrics();
    private final AtomicReference<Phase> phase;
    private final CompletableFuture<Service> loading = new CompletableFuture<>();
    private final HttpServer http;

    private EngineServer(Settings settings, Consumer<Throwable> onDeath) {
        this.settings = settings;
        this.phase = new AtomicReference<>(new Phase.Loading(new ServedModel(settings.alias(), "", 0, 0)));
        Thread.ofPlatform().name("loader").daemon().start(() -> load(onDeath));
        this.http = new HttpServer(
                settings.host(), settings.port(), new Router(new ApiKey(settings.apiKey()), metrics, phase::get));
    }

    /** Listens and begins to load; {@code onDeath} hears of an error of the decode thread later on. */
    public static EngineServer start(Settings settings, Consumer<Throwable> onDeath) {
        return new EngineServer(settings, onDeath);
    }

    private void load(Consumer<Throwable> onDeath) {
        try {
            Service service = Service.load(settings, metrics, onDeath, InstantSource.system());
            Phase before = phase.get();
            if (before instanceof Phase.Loading && phase.compareAndSet(before, new Phase.Ready(service))) {
                loading.complete(service);
            } else {
                service.close();
                loading.cancel(false);
            }
        } catch (Throwable failed) {
            loading.completeExceptionally(failed);
        }
    }

    /** Complete when the model is loaded, or failed with what {@code StartFailure} or error stopped it. */
    public CompletableFuture<Void> ready() {
        return loading.thenApply(_ -> null);
    }

    public int port() {
        return http.port();
    }

    /** Refuses new requests, gives running ones the grace time, then ends the rest and closes everything. */
    @Override
    public void close() {
        Phase before = phase.getAndUpdate(now -> new Phase.Stopping(now.about()));
        if (before instanceof Phase.Ready(Service service)) {
            service.drain(settings.grace());
            service.close();
        }
        http.close();
    }
}
