package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.cli.Manner;
import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.host.Phases;
import dev.yardmaster.standins.measure.Meters;
import dev.yardmaster.standins.serve.Call;
import dev.yardmaster.standins.serve.Json;
import dev.yardmaster.standins.serve.Web;
import dev.yardmaster.standins.talk.Brain;
import dev.yardmaster.standins.talk.Dialect;
import dev.yardmaster.standins.talk.OpenAi;
import dev.yardmaster.standins.talk.Question;
import dev.yardmaster.standins.talk.SickException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code ollama serve}: up at once, without key and metrics; a model is loaded by the first request for it. */
public final class Ollama implements Engine, Dialect {
    private static final int DEFAULT_CONTEXT = 4096;

    private final Host host;
    private final Meters meters = new Meters();
    private final Set<String> running = new ConcurrentSkipListSet<>();
    private Optional<OllamaStore> store = Optional.empty();

    public Ollama(Host host) {
        this.host = host;
    }

    @Override
    public void start(List<String> given) {
        if (!given.equals(List.of("serve"))) {
            throw given.isEmpty() || !given.getFirst().equals("serve")
                    ? new Ended(1, "Error: unknown command \"" + String.join(" ", given) + "\" for \"ollama\"")
                    : Manner.COBRA.ended("Error: unknown flag: " + given.get(1));
        }
        for (String name : host.strangeVariables("ollama", "OLLAMA_")) {
            Phases.say("standin: Ollama does not know the variable " + name);
        }
        store = Optional.of(new OllamaStore(host));
        String[] bind = host.variable("OLLAMA_HOST", "127.0.0.1:11434")
                .replaceFirst("^https?://", "")
                .split(":");
        int port = bind.length < 2 ? 11434 : Integer.parseInt(bind[1]);
        Phases phases = new Phases(host.orders(), Map.of(), 1);
        phases.walk("starting", log("routes.go:1500", "server config"));
        Brain brain = new Brain(host.orders(), meters, Integer.parseInt(host.variable("OLLAMA_NUM_PARALLEL", "1")));
        Web web = Web.open(bind[0], port);
        routes(web, brain);
        new OpenAi(this, brain).serve(web);
        Phases.say(log("routes.go:1560", "Listening on " + bind[0] + ":" + port + " (version 0.33.0)"));
        Phases.say(log("types.go:130", "inference compute"));
    }

    private static String log(String source, String message) {
        return "time=2026-11-24T12:00:00.000Z level=INFO source=" + source + " msg=\"" + message + "\"";
    }

    private void routes(Web web, Brain brain) {
        web.otherwise(c -> c.text(404, "404 page not found"))
                .on("GET", "/", c -> c.text(200, "Ollama is running"))
                .on("HEAD", "/", c -> c.empty(200))
                .on("GET", "/api/version", c -> c.reply(200, Json.of("version", "0.33.0")))
                .on("GET", "/api/tags", c -> c.reply(200, Json.of("models", tags())))
                .on("GET", "/api/ps", c -> c.reply(200, Json.of("models", loaded())))
                .on("POST", "/api/show", this::show)
                .on("POST", "/api/create", this::create)
                .on("HEAD", "/api/blobs/{digest}", c -> c.empty(Files.exists(models().blob(c.part(0))) ? 200 : 404))
                .on("POST", "/api/generate", c -> generate(c, brain));
    }

    private OllamaStore models() {
        return store.orElseThrow();
    }

    private List<Object> tags() {
        List<Object> rows = new ArrayList<>();
        models().names().forEach(n -> rows.add(Json.of("name", n, "model", n, "size", size(n))));
        return rows;
    }

    private List<Object> loaded() {
        List<Object> rows = new ArrayList<>();
        running.forEach(n -> rows.add(Json.of(
                "name",
                full(n),
                "model",
                full(n),
                "size",
                size(n),
                "size_vram",
                size(n),
                "expires_at",
                "2026-11-24T12:05:00Z")));
        return rows;
    }

    private static String full(String name) {
        return name.contains(":") ? name : name + ":latest";
    }

    private long size(String name) {
        return models().weights(name)
                .map(Path::toFile)
                .map(java.io.File::length)
                .orElse(0L);
    }

    private void show(Call call) throws IOException {
        String name =
                call.json().flatMap(b -> OllamaStore.text(b, "model", "name")).orElse("");
        if (models().has(name)) {
            call.reply(200, Json.of("details", Json.of("format", "gguf")));
        } else {
            call.reply(404, Json.of("error", "model '" + name + "' not found"));
        }
    }

    private void create(Call call) throws IOException {
        Optional<JsonNode> body = call.json();
        Optional<String> name = body.flatMap(b -> OllamaStore.text(b, "model", "name"));
        Optional<String> digest = body.flatMap(
                b -> b.path("files").values().stream().map(v -> v.asString("")).findFirst());
        if (name.isEmpty() || digest.isEmpty() || !OllamaStore.isDigest(digest.get())) {
            call.reply(400, Json.of("error", "neither 'from' or 'files' was specified"));
        } else if (!Files.isRegularFile(models().blob(digest.get()))) {
            call.reply(400, Json.of("error", "no such file or directory: " + models().blob(digest.get())));
        } else {
            Optional<String> adapter = body.flatMap(b -> b.path("adapters").values().stream()
                    .map(v -> v.asString(""))
                    .findFirst());
            models().create(name.get(), digest.get(), adapter);
            call.reply(200, Json.of("status", "success"));
        }
    }

    private void generate(Call call, Brain brain) throws IOException {
        Optional<JsonNode> body = call.json();
        String name = body.flatMap(b -> OllamaStore.text(b, "model")).orElse("");
        if (body.isEmpty() || !models().has(name)) {
            call.reply(404, Json.of("error", "model '" + name + "' not found"));
            return;
        }
        String prompt = body.get().path("prompt").asString("");
        boolean unload =
                prompt.isEmpty() && body.get().path("keep_alive").asString("x").matches("0s?");
        if (unload) {
            running.remove(name);
            call.reply(200, Json.of("model", name, "response", "", "done", true, "done_reason", "unload"));
        } else if (!ready(name)) {
            call.reply(
                    500,
                    Json.of(
                            "error",
                            "unable to load model: " + models().weights(name).orElseThrow()));
        } else if (prompt.isEmpty()) {
            call.reply(200, Json.of("model", name, "response", "", "done", true, "done_reason", "load"));
        } else {
            say(call, brain, name, new Question(prompt, 256, Optional.empty()));
        }
    }

    private static void say(Call call, Brain brain, String name, Question question) throws IOException {
        try {
            Brain.Outcome outcome = brain.answer(question, _ -> {});
            call.reply(200, Json.of("model", name, "response", outcome.text(), "done", true, "done_reason", "stop"));
        } catch (SickException e) {
            call.reply(500, Json.of("error", "model runner has unexpectedly stopped"));
        }
    }

    /** Loads it where it is not loaded yet. */
    private boolean ready(String name) {
        boolean readable = models().weights(name).filter(ModelFiles::isGguf).isPresent();
        if (readable && running.add(name)) {
            Phases.say(log("llama_server.go:1048", "loading model via llama-server"));
            Phases.pause(host.orders().phasePause().toMillis());
            Phases.say(log("llama_server.go:1295", "waiting for llama-server to start responding"));
        }
        return readable;
    }

    @Override
    public Optional<Optional<String>> adapter(String model, JsonNode body) {
        if (!models().has(model) || !ready(model)) {
            return Optional.empty();
        }
        Optional<String> adapter = models().layer(model, OllamaStore.ADAPTER).map(_ -> model);
        return Optional.of(adapter);
    }

    @Override
    public List<Map<String, @Nullable Object>> cards() {
        List<Map<String, @Nullable Object>> cards = new ArrayList<>();
        models().names()
                .forEach(n -> cards.add(Json.of("id", n, "object", "model", "created", 0, "owned_by", "library")));
        return cards;
    }

    @Override
    public Object error(int status, String type, String message) {
        String kind = status == 404 ? "not_found_error" : status == 400 ? "invalid_request_error" : "api_error";
        return Json.of("error", Json.of("message", message, "type", kind, "param", null, "code", null));
    }

    @Override
    public int context() {
        return Integer.parseInt(host.variable("OLLAMA_CONTEXT_LENGTH", String.valueOf(DEFAULT_CONTEXT)));
    }

    @Override
    public int incomplete() {
        return 400;
    }

    @Override
    public int terminate() {
        return 0;
    }
}
