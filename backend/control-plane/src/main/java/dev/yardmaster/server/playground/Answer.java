package dev.yardmaster.server.playground;

import dev.yardmaster.contract.playground.Playground.Figures;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What has come of a streamed answer so far. Fed line by line; knows no network and no clock. */
final class Answer {
    private static final String DATA = "data:";

    private final JsonMapper json;
    private Optional<Duration> firstToken = Optional.empty();
    private int pieces;
    private Optional<JsonNode> usage = Optional.empty();
    private String finishReason = "";
    private Optional<String> error = Optional.empty();
    private boolean complete;

    Answer(JsonMapper json) {
        this.json = json;
    }

    /** The text that this line of the stream adds, if any. */
    Optional<String> line(String line, Duration sinceStart) {
        if (!line.startsWith(DATA)) {
            return Optional.empty();
        }
        String data = line.substring(DATA.length()).strip();
        if (data.equals("[DONE]")) {
            complete = true;
            return Optional.empty();
        }
        try {
            return chunk(json.readTree(data), sinceStart);
        } catch (JacksonException e) {
            error = Optional.of("The gateway sent something that is not JSON.");
            return Optional.empty();
        }
    }

    private Optional<String> chunk(JsonNode chunk, Duration sinceStart) {
        if (chunk.path("error").isObject()) {
            error = Optional.of(errorSentence(chunk));
            return Optional.empty();
        }
        if (chunk.path("usage").isObject()) {
            usage = Optional.of(chunk.path("usage"));
        }
        JsonNode choice = chunk.path("choices").path(0);
        finishReason = choice.path("finish_reason").asString(finishReason);
        String text = choice.path("delta").path("content").asString("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        pieces++;
        firstToken = firstToken.or(() -> Optional.of(sinceStart));
        return Optional.of(text);
    }

    /** For bodies of refusals and for errors amid a stream. */
    static String errorSentence(JsonNode body) {
        return body.path("error").path("message").asString(body.path("detail").asString("no reason given"));
    }

    Optional<String> error() {
        return error;
    }

    boolean complete() {
        return complete;
    }

    /** Counted pieces stand in where the engine states no usage. */
    Figures figures(Duration total, String instance) {
        return new Figures(
                firstToken.orElse(total),
                total,
                usage.map(u -> u.path("prompt_tokens").asInt(0)).orElse(0),
                usage.map(u -> u.path("completion_tokens").asInt(0)).orElse(pieces),
                finishReason,
                instance);
    }
}
