package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerProblem.Kind;
import dev.yardmaster.agent.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** HTTP to an Engine API on a Unix socket. */
final class ApiCalls {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_SAID = 2_000;

    private final OkHttpClient client;

    ApiCalls(Path socket) {
        this.client = new OkHttpClient.Builder()
                .socketFactory(new UnixSocketFactory(socket))
                .proxy(Proxy.NO_PROXY)
                .dns(_ -> List.of(InetAddress.getLoopbackAddress()))
                .followRedirects(false)
                .connectTimeout(CONNECT)
                .build();
    }

    /** One call. */
    record Call(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        static Call get(String path) {
            return new Call("GET", path, Map.of(), Map.of(), "");
        }

        static Call post(String path) {
            return new Call("POST", path, Map.of(), Map.of(), "");
        }

        static Call delete(String path) {
            return new Call("DELETE", path, Map.of(), Map.of(), "");
        }

        Call with(Map<String, String> asked) {
            return new Call(method, path, asked, headers, body);
        }

        Call carrying(String json) {
            return new Call(method, path, query, headers, json);
        }

        Call header(String name, String value) {
            return new Call(method, path, query, Map.of(name, value), body);
        }
    }

    /** What comes back line by line or frame by frame. */
    interface Reading {
        void read(InputStream in) throws IOException, ContainerProblem;
    }

    /** @return the answer's JSON; nothing where it has no body */
    JsonNode call(Call call, Duration atMost, Set<Integer> fine) throws ContainerProblem {
        OkHttpClient bounded =
                client.newBuilder().callTimeout(atMost).readTimeout(atMost).build();
        try (Response response = bounded.newCall(request(call)).execute()) {
            String body = response.body().string();
            check(call, response.code(), body, fine);
            return body.isBlank()
                    ? Json.mapper().createObjectNode()
                    : Json.mapper().readTree(body);
        } catch (IOException | JacksonException e) {
            throw silent(e);
        }
    }

    /** @param silence how long nothing may come */
    void stream(Call call, Duration silence, Reading reading) throws ContainerProblem {
        OkHttpClient patient = client.newBuilder().readTimeout(silence).build();
        try (Response response = patient.newCall(request(call)).execute()) {
            if (!response.isSuccessful()) {
                check(call, response.code(), response.body().string(), Set.of());
            }
            reading.read(response.body().byteStream());
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private static ContainerProblem silent(Exception e) {
        return new ContainerProblem(Kind.UNREACHABLE, "no answer (" + e.getMessage() + ")");
    }

    private static Request request(Call call) {
        HttpUrl.Builder url = HttpUrl.get("http://localhost/").newBuilder();
        url.addPathSegments(call.path());
        call.query().forEach(url::addQueryParameter);
        Request.Builder request = new Request.Builder().url(url.build());
        call.headers().forEach(request::header);
        RequestBody body = switch (call.method()) {
            case "GET" -> null;
            default -> call.body().isEmpty() ? RequestBody.EMPTY : RequestBody.create(call.body(), JSON);
        };
        return request.method(call.method(), body).build();
    }

    private static void check(Call call, int status, String body, Set<Integer> fine) throws ContainerProblem {
        boolean good = fine.isEmpty() ? status >= 200 && status < 300 : fine.contains(status);
        if (good) {
            return;
        }
        String said = message(body);
        throw switch (status) {
            case 404 -> new ContainerProblem(Kind.NOT_FOUND, said);
            case 409 -> new ContainerProblem(Kind.CONFLICT, said);
            case 401, 403 -> new ContainerProblem(Kind.DENIED, said);
            default -> ContainerProblem.said(Kind.FAILED, said.isEmpty() ? call.path() + " answered " + status : said);
        };
    }

    private static String message(String body) {
        try {
            String said = Json.mapper().readTree(body).path("message").asString("");
            return said.substring(0, Math.min(said.length(), MOST_SAID));
        } catch (JacksonException e) {
            return "";
        }
    }
}
