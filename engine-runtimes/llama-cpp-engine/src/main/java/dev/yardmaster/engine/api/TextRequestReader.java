package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the body of {@code POST /v1/completions}. */
public final class TextRequestReader {
    /** The OpenAI API's default. */
    private static final int DEFAULT_MAX_TOKENS = 16;

    private static final Set<String> UNSUPPORTED =
            Set.of("suffix", "logprobs", "grammar", "guided_json", "guided_regex");

    private TextRequestReader() {}

    /** Reads and checks everything; {@code vocabulary} is the number of the model's tokens. */
    public static CompletionRequest read(byte[] body, int vocabulary) {
        Fields fields = Fields.ofBody(body);
        String model = fields.requiredText("model");
        Prompt prompt = prompt(fields, vocabulary);
        boolean stream = fields.flag("stream");
        boolean includeUsage = CommonFields.includeUsage(fields, stream);
        var request = new CompletionRequest(
                model,
                prompt,
                SamplingFields.read(fields, vocabulary, OptionalInt.empty()),
                CommonFields.stops(fields),
                OptionalInt.of(
                        (int) fields.whole("max_tokens", 1, Integer.MAX_VALUE).orElse(DEFAULT_MAX_TOKENS)),
                fields.flag("ignore_eos"),
                stream,
                includeUsage);
        CommonFields.refuseSeveralAnswers(fields);
        CommonFields.acceptHarmless(fields);
        if (fields.flag("echo")) {
            throw fields.unsupported("echo", "must be false with this engine");
        }
        fields.refuseTheRest(UNSUPPORTED);
        return request;
    }

    private static Prompt prompt(Fields fields, int vocabulary) {
        Json prompt = fields.value("prompt").orElseThrow(() -> fields.missing("prompt"));
        return switch (prompt) {
            case Json.Text text -> plain(fields, text);
            case Json.Arr array when array.items().isEmpty() -> throw fields.invalid("prompt", "must not be empty");
            case Json.Arr array -> fromArray(fields, array.items(), vocabulary);
            case Json other -> throw fields.wrongType("prompt", "a string or an array", other);
        };
    }

    private static Prompt fromArray(Fields fields, List<Json> items, int vocabulary) {
        return switch (items.getFirst()) {
            case Json.Num _ -> tokens(fields, items, vocabulary);
            case Json _
            when items.size() > 1 ->
                throw fields.unsupported("prompt", "may hold one prompt per request with this engine");
            case Json.Text text -> plain(fields, text);
            case Json.Arr inner when !inner.items().isEmpty() -> tokens(fields, inner.items(), vocabulary);
            case Json other -> throw fields.wrongType("prompt[0]", "a string or tokens", other);
        };
    }

    private static Prompt plain(Fields fields, Json.Text text) {
        if (text.value().isEmpty()) {
            throw fields.invalid("prompt", "must not be empty");
        }
        return new Prompt.Plain(CommonFields.cText(fields, "prompt", text.value()));
    }

    private static Prompt tokens(Fields fields, List<Json> items, int vocabulary) {
        var tokens = new ArrayList<Integer>();
        for (Json item : items) {
            OptionalLong token = item instanceof Json.Num number ? number.whole() : OptionalLong.empty();
            if (token.isEmpty()) {
                throw fields.wrongType("prompt", "an array of token numbers", item);
            }
            if (token.getAsLong() < 0 || token.getAsLong() >= vocabulary) {
                throw fields.invalid(
                        "prompt", "holds token %d; the model has 0 to %d".formatted(token.getAsLong(), vocabulary - 1));
            }
            tokens.add((int) token.getAsLong());
        }
        return new Prompt.Tokens(List.copyOf(tokens));
    }
}
