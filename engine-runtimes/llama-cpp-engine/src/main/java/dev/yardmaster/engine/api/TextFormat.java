package dev.yardmaster.engine.api;

import dev.yardmaster.engine.decode.FinishReason;
import dev.yardmaster.engine.decode.Usage;
import dev.yardmaster.engine.sampling.Choice;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** {@code text_completion}, whose chunks have the same shape as the whole. */
public record TextFormat(Envelope envelope) implements AnswerFormat {
    private static final String OBJECT = "text_completion";

    @Override
    public Optional<String> opening() {
        return Optional.empty();
    }

    @Override
    public String chunk(String text, List<Choice> choices) {
        return envelope.chunk(OBJECT, choice(text, Optional.empty()));
    }

    @Override
    public String closing(FinishReason reason) {
        return envelope.chunk(OBJECT, choice("", Optional.of(reason)));
    }

    @Override
    public String usage(Usage usage) {
        return envelope.usageChunk(OBJECT, usage);
    }

    @Override
    public String whole(String text, List<Choice> choices, FinishReason reason, Usage usage) {
        return envelope.wrap(OBJECT, json -> {
            Envelope.choice(json, choice(text, Optional.of(reason)));
            Envelope.usage(json, usage);
        });
    }

    private static Consumer<JsonGenerator> choice(String text, Optional<FinishReason> reason) {
        return json -> {
            json.writeStringProperty("text", text);
            json.writeNullProperty("logprobs");
            if (reason.isPresent()) {
                json.writeStringProperty("finish_reason", reason.get().word());
            } else {
                json.writeNullProperty("finish_reason");
            }
        };
    }
}
