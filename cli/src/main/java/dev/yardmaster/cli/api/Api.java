package dev.yardmaster.cli.api;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import tools.jackson.databind.JsonNode;

/** The server's REST API. Every call ends in an {@link ApiException} when it was not answered with a 2xx. */
public final class Api {
    public static final String BASE = "api/v1/";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    /** Longer than the server lets anybody follow a log in one go. */
    private static final Duration FOLLOW = Duration.ofMinutes(35);

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(ANSWER)
            .writeTimeout(ANSWER)
            .build();
    private final HttpUrl server;
    private final Optional<String> token;

    public Api(HttpUrl server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    /** @param path below {@code /api/v1/}, for instance {@code models/tiny-chat} */
    public JsonNode get(String path, Map<String, String> query) {
        return send(request(path, query).get().build());
    }

    public JsonNode get(String path) {
        return get(path, Map.of());
    }

    public <T> T get(String path, Class<T> type) {
        return Json.MAPPER.treeToValue(get(path), type);
    }

    public JsonNode post(String path, Map<String, String> query, String mediaType, String body) {
        RequestBody content = RequestBody.create(body, MediaType.get(mediaType));
        return send(request(path, query).post(content).build());
    }

    public JsonNode post(String path, Object body) {
        return post(path, Map.of(), "application/json", Json.MAPPER.writeValueAsString(body));
    }

    public JsonNode put(String path, Object body) {
        RequestBody content =
                RequestBody.create(Json.MAPPER.writeValueAsString(body), MediaType.get("application/json"));
        return send(request(path, Map.of()).put(content).build());
    }

    public void delete(String path) {
        send(request(path, Map.of()).delete().build());
    }

    /** A request below the server's base with our token, for what is not plain JSON. */
    public Request.Builder request(HttpUrl url) {
        Request.Builder builder = new Request.Builder().url(url);
        token.ifPresent(t -> builder.header("Authorization", "Bearer " + t));
        return builder;
    }

    public HttpUrl server() {
        return server;
    }

    public OkHttpClient client() {
        return client;
    }

    private Request.Builder request(String path, Map<String, String> query) {
        HttpUrl.Builder url = server.newBuilder().addPathSegments(BASE + path);
        query.forEach(url::addQueryParameter);
        return request(url.build());
    }

    /** Gives each line to the listener as it comes; returns when the server has no more to say. */
    public void lines(String path, Map<String, String> query, Consumer<String> listener) {
        OkHttpClient patient = client.newBuilder().readTimeout(FOLLOW).build();
        try (Response response =
                patient.newCall(request(path, query).get().build()).execute()) {
            BufferedSource source = response.body().source();
            if (!response.isSuccessful()) {
                throw new ApiException.Refused(Problems.read(response.code(), source.readUtf8()));
            }
            for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
                listener.accept(line);
            }
        } catch (IOException e) {
            throw notReachable("server", server, "YARD_SERVER_URL", e);
        }
    }

    /** The body of a 2xx as a tree; a missing node where there is none. */
    public JsonNode send(Request request) {
        try (Response response = client.newCall(request).execute()) {
            String body = response.body().string();
            if (!response.isSuccessful()) {
                throw new ApiException.Refused(Problems.read(response.code(), body));
            }
            return body.isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw notReachable("server", server, "YARD_SERVER_URL", e);
        }
    }

    /** Says who was asked, what came, and which setting names them. */
    public static ApiException.NotReachable notReachable(String who, HttpUrl url, String variable, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new ApiException.NotReachable("the " + who + " at " + url + " cannot be reached (" + why
                + "); is it running, and is " + variable + " right?");
    }
}
