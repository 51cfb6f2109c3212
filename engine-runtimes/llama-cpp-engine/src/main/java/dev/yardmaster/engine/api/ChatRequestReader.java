package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.Json;
import dev.yardmaster.engine.llama.ChatTemplate.Turn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the body of {@code POST /v1/chat/completions}. */
public final class ChatRequestReader {
    private static final int MOST_TOP_LOGPROBS = 20;
    private static final Set<String> UNSUPPORTED = Set.of(
            "audio",
            "function_call",
            "functions",
            "grammar",
            "guided_json",
            "guided_regex",
            "prediction",
            "reasoning_effort",
            "tools",
            "verbosity",
            "web_search_options");

    private ChatRequestReader() {}

    /** Reads and checks everything; {@code vocabulary} is the number of the model's tokens. */
    public static CompletionRequest read(byte[] body, int vocabulary) {
        Fields fields = Fields.ofBody(body);
        String model = fields.requiredText("model");
        List<Turn> turns = ChatMessages.read(fields);
        boolean stream = fields.flag("stream");
        boolean includeUsage = CommonFields.includeUsage(fields, stream);
        var request = new CompletionRequest(
                model,
                new Prompt.Chat(turns),
                SamplingFields.read(fields, vocabulary, topLogprobs(fields)),
                CommonFields.stops(fields),
                maxTokens(fields),
                fields.flag("ignore_eos"),
                stream,
                includeUsage);
        CommonFields.refuseSeveralAnswers(fields);
        CommonFields.acceptHarmless(fields);
        acceptWithoutTools(fields);
        acceptPlainText(fields);
        fields.refuseTheRest(UNSUPPORTED);
        return request;
    }

    private static OptionalInt topLogprobs(Fields fields) {
        boolean wanted = fields.flag("logprobs");
        OptionalLong top = fields.whole("top_logprobs", 0, MOST_TOP_LOGPROBS);
        if (top.isPresent() && !wanted) {
            throw fields.invalid("top_logprobs", "needs 'logprobs': true");
        }
        return wanted ? OptionalInt.of((int) top.orElse(0)) : OptionalInt.empty();
    }

    private static OptionalInt maxTokens(Fields fields) {
        OptionalLong old = fields.whole("max_tokens", 1, Integer.MAX_VALUE);
        OptionalLong now = fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE);
        if (old.isPresent() && now.isPresent() && old.getAsLong() != now.getAsLong()) {
            throw fields.invalid("max_tokens", "contradicts 'max_completion_tokens'");
        }
        OptionalLong most = now.isPresent() ? now : old;
        return most.isPresent() ? OptionalInt.of((int) most.getAsLong()) : OptionalInt.empty();
    }

    /** What only matters together with tools, and an empty list of them. */
    private static void acceptWithoutTools(Fields fields) {
        fields.flag("parallel_tool_calls");
        Optional<Json> tools = fields.value("tools");
        if (tools.isPresent()
                && !(tools.get() instanceof Json.Arr array && array.items().isEmpty())) {
            throw fields.unsupported("tools", "is not supported by this engine");
        }
        Optional<Json> choice = fields.value("tool_choice");
        if (choice.isPresent() && !choice.get().equals(new Json.Text("none"))) {
            throw fields.unsupported("tool_choice", "must be 'none': this engine calls no tools");
        }
    }

    private static void acceptPlainText(Fields fields) {
        fields.object("response_format").ifPresent(format -> {
            if (!format.requiredText("type").equals("text")) {
                throw fields.unsupported("response_format", "must be {\"type\": \"text\"} with this engine");
            }
            format.refuseTheRest(Set.of());
        });
        Optional<Json> modalities = fields.value("modalities");
        if (modalities.isPresent() && !modalities.get().equals(new Json.Arr(List.of(new Json.Text("text"))))) {
            throw fields.unsupported("modalities", "must be [\"text\"] with this engine");
        }
    }
}
