package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.json.Json;
import dev.yardmaster.engine.json.JsonReader;
import dev.yardmaster.engine.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** A small client of the engine's API. */
final class OpenAi implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String key;

    OpenAi(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** A chat request with one message of the user, greedy. */
    static String chatBody(String model, String question, boolean stream) {
        return chatBody(model, question, json -> {
            json.writeNumberProperty("temperature", 0);
            json.writeBooleanProperty("stream", stream);
        });
    }

    static String chatBody(String model, String question, Consumer<JsonGenerator> more) {
        return JsonText.object(json -> {
            json.writeStringProperty("model", model);
            json.writeArrayPropertyStart("messages");
            json.writeStartObject();
            json.writeStringProperty("role", "user");
            json.writeStringProperty("content", question);
            json.writeEndObject();
            json.writeEndArray();
            more.accept(json);
        });
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, byte[] body) {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(120));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    String ask(String model, String question) {
        return content(post("/v1/chat/completions", chatBody(model, question, false)));
    }

    String askStreaming(String model, String question) {
        return streamed(post("/v1/chat/completions", chatBody(model, question, true)));
    }

    /** The text of a whole chat answer. */
    static String content(HttpResponse<String> response) {
        return text(at(answer(response), "choices", "0", "message", "content"));
    }

    static Json answer(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JsonReader.read(response.body().getBytes(StandardCharsets.UTF_8));
    }

    /** The data of each event of a stream, the closing marker included. */
    static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    /** The text of a streamed chat answer; a stream that did not end well is an error. */
    static String streamed(HttpResponse<String> response) {
        List<String> events = events(response.body());
        if (events.isEmpty() || !events.getLast().equals("[DONE]")) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        var text = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            Json chunk = JsonReader.read(event.getBytes(StandardCharsets.UTF_8));
            var choices = (Json.Arr) at(chunk, "choices");
            if (!choices.items().isEmpty() && at(choices, "0", "delta") instanceof Json.Obj delta) {
                Json content = delta.fields().get("content");
                text.append(content == null ? "" : text(content));
            }
        }
        return text.toString();
    }

    static Json at(Json json, String... path) {
        Json found = json;
        for (String step : path) {
            found = switch (found) {
                case Json.Obj object -> Objects.requireNonNull(object.fields().get(step), step);
                case Json.Arr array -> array.items().get(Integer.parseInt(step));
                case Json other -> throw new IllegalStateException("no %s in %s".formatted(step, other));
            };
        }
        return found;
    }

    static String text(Json json) {
        return ((Json.Text) json).value();
    }

    static long number(Json json, String... path) {
        return ((Json.Num) at(json, path)).whole().orElseThrow();
    }

    /** The value of a metric without labels, or with exactly the labels in the name. */
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("yard_engine_" + name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no metric " + name));
    }

    @Override
    public void close() {
        http.close();
    }
}
