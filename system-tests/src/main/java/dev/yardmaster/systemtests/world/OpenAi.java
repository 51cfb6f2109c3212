package dev.yardmaster.systemtests.world;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.chat.Answer;
import dev.yardmaster.cli.chat.ChatRequest;
import dev.yardmaster.cli.chat.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** Requests to a gateway, greedy, streamed and not. */
public final class OpenAi {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MAX_TOKENS = 256;

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(60))
            .retryOnConnectionFailure(false)
            .build();
    private final String base;
    private final Optional<String> key;

    /** What came back, whatever it was. */
    public record Reply(int status, String body) {
        public JsonNode json() {
            return Json.MAPPER.readTree(body);
        }
    }

    public OpenAi(String base, String key) {
        this.base = base;
        this.key = Optional.of(key).filter(k -> !k.isEmpty());
    }

    /** The whole text at once. */
    public String ask(String route, String question) {
        Map<String, Object> body = Map.of(
                "model",
                route,
                "messages",
                List.of(Map.of("role", "user", "content", question)),
                "temperature",
                0,
                "max_tokens",
                MAX_TOKENS);
        Reply reply = post("/v1/chat/completions", Json.MAPPER.writeValueAsString(body));
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.toString());
        }
        return reply.json()
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .asString();
    }

    /** The same, streamed. */
    public Answer stream(String route, String question) {
        return new Gateway(HttpUrl.get(base + "/"), key).chat(ChatRequest.of(route, question), _ -> {});
    }

    public Reply post(String path, String body) {
        return send(new Request.Builder().url(base + path).post(RequestBody.create(body, JSON)));
    }

    public Reply get(String path) {
        return send(new Request.Builder().url(base + path).get());
    }

    private Reply send(Request.Builder request) {
        key.ifPresent(k -> request.header("Authorization", "Bearer " + k));
        try (Response response = client.newCall(request.build()).execute()) {
            return new Reply(response.code(), response.body().string());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
