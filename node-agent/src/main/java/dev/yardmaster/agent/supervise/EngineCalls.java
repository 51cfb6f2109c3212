package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.engine.HttpCall;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Requests to engines as their runtimes describe them. */
public final class EngineCalls {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final long MOST_BYTES = 1 << 20;
    private static final long MOST_PAGE = 8 << 20;
    private static final int MOST_SAID = 300;

    private final OkHttpClient client;

    public EngineCalls(OkHttpClient client) {
        this.client = client.newBuilder()
                .followRedirects(false)
                .retryOnConnectionFailure(true)
                .build();
    }

    /** @param fine its status means success */
    record Answer(int status, boolean fine, String body) {
        /** For people. */
        String said() {
            String plain = body.replaceAll("\\s+", " ").strip();
            return status + (plain.isEmpty() ? "" : " " + plain.substring(0, Math.min(plain.length(), MOST_SAID)));
        }
    }

    /**
     * @param key of the engine; empty for none
     * @param values what placeholders stand for
     */
    Answer call(Engine engine, HttpCall call, Map<String, String> values, Duration timeout) throws IOException {
        String path = filled(call.path(), values, v -> URLEncoder.encode(v, StandardCharsets.UTF_8));
        Request.Builder request = request(engine.base(call.port()) + path);
        identify(request, engine);
        String body = filled(call.body(), values, EngineCalls::inString);
        boolean without =
                body.isEmpty() && (call.method().equals("GET") || call.method().equals("DELETE"));
        if (without) {
            request.method(call.method(), null);
        } else {
            request.method(call.method(), RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON));
        }
        try (Response response = within(timeout).newCall(request.build()).execute()) {
            return new Answer(
                    response.code(),
                    call.fine().contains(response.code()),
                    response.peekBody(MOST_BYTES).string());
        }
    }

    /** A page of metrics; some engines show it to those who have their key alone. */
    String page(Engine engine, String port, String path, Duration timeout) throws IOException {
        String url = engine.base(port) + path;
        Request.Builder request = request(url);
        identify(request, engine);
        try (Response response = within(timeout).newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException(url + " answers " + response.code());
            }
            return response.peekBody(MOST_PAGE).string();
        }
    }

    private static void identify(Request.Builder request, Engine engine) {
        if (!engine.key().isEmpty()) {
            request.header("Authorization", "Bearer " + engine.key());
        }
    }

    private static Request.Builder request(String url) throws IOException {
        try {
            return new Request.Builder().url(url);
        } catch (IllegalArgumentException e) {
            throw new IOException("'" + url + "' is no address", e);
        }
    }

    private OkHttpClient within(Duration timeout) {
        return client.newBuilder()
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .callTimeout(timeout)
                .build();
    }

    private static String filled(String text, Map<String, String> values, UnaryOperator<String> as) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{{" + value.getKey() + "}}", as.apply(value.getValue()));
        }
        return filled;
    }

    private static String inString(String value) {
        String quoted = Json.mapper().writeValueAsString(value);
        return quoted.substring(1, quoted.length() - 1);
    }
}
