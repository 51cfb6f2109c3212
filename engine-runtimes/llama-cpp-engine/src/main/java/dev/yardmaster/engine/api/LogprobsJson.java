package dev.yardmaster.engine.api;

import dev.yardmaster.engine.decode.TokenPieces;
import dev.yardmaster.engine.sampling.Choice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The {@code logprobs} of a chat choice: null unless they were asked for. */
final class LogprobsJson {
    /** Stands for a probability of zero, which has no logarithm that JSON could carry. */
    private static final double LEAST = -9999;

    private LogprobsJson() {}

    static void write(JsonGenerator json, List<Choice> choices, TokenPieces pieces) {
        if (choices.stream().noneMatch(choice -> choice.logprobs().isPresent())) {
            json.writeNullProperty("logprobs");
            return;
        }
        json.writeObjectPropertyStart("logprobs");
        json.writeArrayPropertyStart("content");
        for (Choice choice : choices) {
            choice.logprobs().ifPresent(logprobs -> {
                json.writeStartObject();
                token(json, pieces.piece(choice.token()), logprobs.chosen());
                json.writeArrayPropertyStart("top_logprobs");
                for (Choice.Alternative alternative : logprobs.top()) {
                    json.writeStartObject();
                    token(json, pieces.piece(alternative.token()), alternative.logprob());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        }
        json.writeEndArray();
        json.writeNullProperty("refusal");
        json.writeEndObject();
    }

    private static void token(JsonGenerator json, byte[] piece, double logprob) {
        json.writeStringProperty("token", new String(piece, StandardCharsets.UTF_8));
        json.writeNumberProperty("logprob", Math.max(LEAST, logprob));
        json.writeArrayPropertyStart("bytes");
        for (byte value : piece) {
            json.writeNumber(value & 0xff);
        }
        json.writeEndArray();
    }
}
