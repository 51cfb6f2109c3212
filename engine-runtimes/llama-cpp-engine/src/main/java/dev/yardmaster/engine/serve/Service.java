package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.AdapterRequest;
import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import dev.yardmaster.engine.api.ChatRequestReader;
import dev.yardmaster.engine.api.ModelsJson;
import dev.yardmaster.engine.api.TextRequestReader;
import dev.yardmaster.engine.cli.Settings;
import dev.yardmaster.engine.decode.DecodeObserver;
import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import dev.yardmaster.engine.http.Exchange;
import dev.yardmaster.engine.http.Response;
import dev.yardmaster.engine.metrics.ServedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a loaded engine does for the paths under {@code /v1}. */
final class Service implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final String alias;
    private final LoadedModel model;
    private final AdapterRegistry adapters;
    private final AdapterPaths paths;
    private final Admission admission;
    private final CompletionEndpoint completions;
    private final long created;

    private Service(Settings settings, List<Path> roots, LoadedModel model, InstantSource clock) {
        this.alias = settings.alias();
        this.model = model;
        this.adapters = new AdapterRegistry(alias, model.decoding(), model::loadAdapter);
        this.paths = new AdapterPaths(roots);
        this.admission = new Admission(settings.parallel() + settings.queue());
        this.completions = new CompletionEndpoint(model, adapters, admission, clock);
        this.created = clock.instant().getEpochSecond();
    }

    /** Loads the model and the adapters of the command line; takes as long as that takes. */
    static Service load(Settings settings, DecodeObserver observer, Consumer<Throwable> onDeath, InstantSource clock) {
        List<Path> roots = roots(settings);
        var service = new Service(settings, roots, LoadedModel.load(settings, observer, onDeath), clock);
        try {
            for (Settings.NamedAdapter adapter : settings.adapters()) {
                service.adapters.load(
                        adapter.name(), adapter.file().toAbsolutePath().normalize());
            }
            return service;
        } catch (ApiException refused) {
            service.close();
            throw new StartFailure(
                    ExitCode.BAD_MODEL, "--lora: " + refused.error().message());
        }
    }

    private static List<Path> roots(Settings settings) {
        var roots = new ArrayList<Path>();
        Path parent = settings.model().toAbsolutePath().getParent();
        roots.add(parent == null ? Path.of("/") : parent);
        for (Path root : settings.loraRoots()) {
            if (!Files.isDirectory(root)) {
                throw new StartFailure(ExitCode.BAD_CONFIGURATION, "--lora-root %s is not a directory".formatted(root));
            }
            roots.add(root);
        }
        return roots;
    }

    void chat(Exchange exchange, long arrived) throws InterruptedException {
        completions.answer(exchange, ChatRequestReader.read(body(exchange), vocabularySize()), arrived);
    }

    void text(Exchange exchange, long arrived) throws InterruptedException {
        completions.answer(exchange, TextRequestReader.read(body(exchange), vocabularySize()), arrived);
    }

    Response models() {
        return Response.json(200, ModelsJson.list(alias, created, model.contextSize(), adapters.names()));
    }

    Response loadAdapter(Exchange exchange) {
        AdapterRequest request = AdapterRequest.load(body(exchange));
        String path = request.path()
                .orElseThrow(() -> new ApiException(
                        ApiError.invalid("missing_parameter", "lora_path", "'lora_path' is required.")));
        adapters.load(request.name(), paths.resolve(path));
        return plain("Success: LoRA adapter '%s' added successfully.".formatted(request.name()));
    }

    Response unloadAdapter(Exchange exchange) {
        AdapterRequest request = AdapterRequest.unload(body(exchange));
        adapters.unload(request.name());
        return plain("Success: LoRA adapter '%s' removed successfully.".formatted(request.name()));
    }

    ServedModel about() {
        return new ServedModel(
                alias, model.build(), model.cacheCapacity(), adapters.names().size());
    }

    /** Refuses new requests, and waits for the running ones; false when they take longer. */
    boolean drain(Duration grace) {
        admission.close();
        return admission.awaitEmpty(grace);
    }

    /**
     * Cancels what still runs, lets the clients be told, and frees the model. Who was let in just now may not have
     * submitted yet, so the decode thread and the model stay until all have left.
     */
    @Override
    public void close() {
        admission.close();
        model.decoding().cancelAll();
        boolean left = admission.awaitEmpty(FAREWELL);
        model.decoding().close();
        if (left) {
            model.close();
        }
    }

    private int vocabularySize() {
        return model.vocabulary().size();
    }

    private static byte[] body(Exchange exchange) {
        return exchange.request().body();
    }

    private static Response plain(String text) {
        return Response.text(200, "text/plain; charset=utf-8", text);
    }
}
