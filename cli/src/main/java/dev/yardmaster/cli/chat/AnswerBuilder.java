package dev.yardmaster.cli.chat;

import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.api.Problems;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/** Puts an answer together from streamed chunks. The clock starts when it is made. */
final class AnswerBuilder {
    private final LongSupplier nanos;
    private final Consumer<String> listener;
    private final long began;
    private final StringBuilder text = new StringBuilder();
    private long first;
    private int promptTokens;
    private int completionTokens;
    private String finishReason = "";

    AnswerBuilder(LongSupplier nanos, Consumer<String> listener) {
        this.nanos = nanos;
        this.listener = listener;
        this.began = nanos.getAsLong();
    }

    void add(JsonNode chunk) {
        if (chunk.has("error")) {
            throw new ApiException.Refused(Problems.read(502, chunk.toString()));
        }
        JsonNode choice = chunk.path("choices").path(0);
        String piece = choice.path("delta").path("content").asString("");
        if (!piece.isEmpty()) {
            if (first == 0) {
                first = nanos.getAsLong();
            }
            text.append(piece);
            listener.accept(piece);
        }
        finishReason = choice.path("finish_reason").asString(finishReason);
        promptTokens = chunk.path("usage").path("prompt_tokens").asInt(promptTokens);
        completionTokens = chunk.path("usage").path("completion_tokens").asInt(completionTokens);
    }

    Answer build(String instance) {
        long now = nanos.getAsLong();
        return new Answer(
                text.toString(),
                Duration.ofNanos((first == 0 ? now : first) - began),
                Duration.ofNanos(now - began),
                promptTokens,
                completionTokens,
                finishReason,
                instance);
    }
}
