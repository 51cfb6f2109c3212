package dev.yardmaster.engine.api;

import dev.yardmaster.engine.decode.FinishReason;
import dev.yardmaster.engine.decode.TokenPieces;
import dev.yardmaster.engine.decode.Usage;
import dev.yardmaster.engine.sampling.Choice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** {@code chat.completion} and its chunks. */
public record ChatFormat(Envelope envelope, TokenPieces pieces) implements AnswerFormat {
    private static final String CHUNK = "chat.completion.chunk";

    @Override
    public Optional<String> opening() {
        return Optional.of(delta(json -> {
            json.writeStringProperty("role", "assistant");
            json.writeStringProperty("content", "");
        }));
    }

    @Override
    public String chunk(String text, List<Choice> choices) {
        return envelope.chunk(CHUNK, json -> {
            json.writeObjectPropertyStart("delta");
            json.writeStringProperty("content", text);
            json.writeEndObject();
            LogprobsJson.write(json, choices, pieces);
            json.writeNullProperty("finish_reason");
        });
    }

    @Override
    public String closing(FinishReason reason) {
        return envelope.chunk(CHUNK, json -> {
            json.writeObjectPropertyStart("delta");
            json.writeEndObject();
            json.writeNullProperty("logprobs");
            json.writeStringProperty("finish_reason", reason.word());
        });
    }

    @Override
    public String usage(Usage usage) {
        return envelope.usageChunk(CHUNK, usage);
    }

    @Override
    public String whole(String text, List<Choice> choices, FinishReason reason, Usage usage) {
        return envelope.wrap("chat.completion", json -> {
            Envelope.choice(json, choice -> {
                choice.writeObjectPropertyStart("message");
                choice.writeStringProperty("role", "assistant");
                choice.writeStringProperty("content", text);
                choice.writeNullProperty("refusal");
                choice.writeEndObject();
                LogprobsJson.write(choice, choices, pieces);
                choice.writeStringProperty("finish_reason", reason.word());
            });
            Envelope.usage(json, usage);
        });
    }

    private String delta(Consumer<JsonGenerator> delta) {
        return envelope.chunk(CHUNK, json -> {
            json.writeObjectPropertyStart("delta");
            delta.accept(json);
            json.writeEndObject();
            json.writeNullProperty("logprobs");
            json.writeNullProperty("finish_reason");
        });
    }
}
