package dev.yardmaster.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the fake engine answers beside its health: chat, metrics, adapters, sleep. */
final class FakeApi {
    private static final Pattern ADAPTER =
            Pattern.compile("\"lora_name\":\"([^\"]*)\"(?:,\"lora_path\":\"([^\"]*)\")?");

    private final Set<String> adapters = new ConcurrentSkipListSet<>();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final AtomicLong tokens = new AtomicLong();

    private FakeApi() {}

    static void serve(HttpServer server) {
        FakeApi api = new FakeApi();
        server.createContext("/v1/chat/completions", api::chat);
        server.createContext("/metrics", api::metrics);
        server.createContext("/v1/load_lora_adapter", api::load);
        server.createContext("/v1/unload_lora_adapter", api::unload);
        server.createContext("/v1/models", e -> answer(e, 200, api.models()));
        server.createContext("/sleep", e -> {
            api.asleep.set(true);
            answer(e, 200, "");
        });
        server.createContext("/wake_up", e -> {
            api.asleep.set(false);
            answer(e, 200, "");
        });
        server.createContext("/is_sleeping", e -> answer(e, 200, "{\"is_sleeping\":" + api.asleep.get() + "}"));
    }

    /** As llama-server and LMDeploy have it: only with the key. */
    private void metrics(HttpExchange exchange) throws IOException {
        boolean allowed = isAllowed(exchange);
        answer(exchange, allowed ? 200 : 401, allowed ? metrics() : "");
    }

    private static boolean isAllowed(HttpExchange exchange) {
        String key = "Bearer " + System.getenv().getOrDefault("ENGINE_KEY", "");
        return key.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void chat(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!isAllowed(exchange)) {
            answer(exchange, 401, "{\"error\":\"Unauthorized\"}");
            return;
        }
        System.out.println("asked " + asked);
        if (Files.exists(Path.of("deaf")) || asleep.get()) {
            pause();
            return;
        }
        tokens.addAndGet(3);
        answer(exchange, 200, "{\"choices\":[{\"message\":{\"content\":\"ok\"}}]}");
    }

    private static void pause() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String metrics() {
        long counted = Files.exists(Path.of("busy")) ? tokens.addAndGet(5) : tokens.get();
        return """
                # TYPE llamacpp:requests_processing gauge
                llamacpp:requests_processing %s
                # TYPE llamacpp:tokens_predicted_total counter
                llamacpp:tokens_predicted_total{model="a \\"b\\" {c}"} %d
                """.formatted(running(), counted);
    }

    private static String running() {
        try {
            return Files.readString(Path.of("running")).strip();
        } catch (IOException e) {
            return "0";
        }
    }

    private void load(HttpExchange exchange) throws IOException {
        Matcher named = ADAPTER.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean there = named.find() && Files.isDirectory(seen(named.group(2)));
        if (!there || Files.exists(Path.of("no-adapters"))) {
            answer(exchange, 400, "{\"error\":{\"message\":\"rank 64 is greater than max_lora_rank 16\"}}");
        } else if (!adapters.add(named.group(1))) {
            answer(exchange, 400, "{\"error\":{\"message\":\"already loaded\"}}");
        } else {
            answer(exchange, 200, "Success");
        }
    }

    /** In a container of the stand-in: through its mounts, as there is no other way in. */
    private static Path seen(String path) {
        String mounts = System.getenv().getOrDefault("STAND_IN_MOUNTS", "/=/");
        return Stream.of(mounts.split(";"))
                .map(m -> m.split("=", 2))
                .filter(m -> path.startsWith(m[0]))
                .map(m -> Path.of(m[1] + path.substring(m[0].length())))
                .findFirst()
                .orElse(Path.of("/nowhere"));
    }

    private void unload(HttpExchange exchange) throws IOException {
        Matcher named = ADAPTER.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, named.find() && adapters.remove(named.group(1)) ? 200 : 404, "");
    }

    private String models() {
        return adapters.stream()
                .map(name -> ",{\"id\":\"" + name + "\"}")
                .collect(Collectors.joining("", "{\"data\":[{\"id\":\"tiny\"}", "]}"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
