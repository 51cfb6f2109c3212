package dev.yardmaster.standins.talk;

import dev.yardmaster.standins.serve.Call;
import dev.yardmaster.standins.serve.Json;
import dev.yardmaster.standins.serve.Web;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /v1/models}, {@code /v1/chat/completions} and {@code /v1/completions}. */
public final class OpenAi {
    private final Dialect dialect;
    private final Brain brain;
    private final AtomicLong ids = new AtomicLong();

    public OpenAi(Dialect dialect, Brain brain) {
        this.dialect = dialect;
        this.brain = brain;
    }

    public void serve(Web web) {
        web.on("GET", "/v1/models", c -> c.reply(200, Json.of("object", "list", "data", dialect.cards())))
                .on("POST", "/v1/chat/completions", c -> answer(c, true))
                .on("POST", "/v1/completions", c -> answer(c, false));
    }

    private record Asked(String model, Question question, boolean stream, boolean usage, boolean chat) {}

    private void answer(Call call, boolean chat) throws IOException {
        Optional<JsonNode> body = call.json();
        Optional<Asked> asked = body.isEmpty() ? malformed(call) : read(call, body.get(), chat);
        if (asked.isEmpty()) {
            return;
        }
        String id = (chat ? "chatcmpl-" : "cmpl-") + ids.incrementAndGet();
        if (asked.get().stream()) {
            stream(call, id, asked.get());
        } else {
            whole(call, id, asked.get());
        }
    }

    private Optional<Asked> malformed(Call call) throws IOException {
        return refuse(call, 400, "BadRequestError", "JSON decode error");
    }

    private Optional<Asked> read(Call call, JsonNode body, boolean chat) throws IOException {
        JsonNode said = body.path(chat ? "messages" : "prompt");
        if (chat ? !said.isArray() || said.isEmpty() : !said.isString() && !said.isArray()) {
            String field = chat ? "messages" : "prompt";
            return refuse(call, dialect.incomplete(), "BadRequestError", field + ": Field required");
        }
        String model = body.path("model").asString("");
        Optional<Optional<String>> adapter = dialect.adapter(model, body);
        if (adapter.isEmpty()) {
            return refuse(call, 404, "NotFoundError", "The model `" + model + "` does not exist.");
        }
        String prompt = chat
                ? Question.conversation(said)
                : said.isString() ? said.asString() : said.path(0).asString("");
        Question question = new Question(prompt, Question.maxTokens(body), adapter.get());
        int asks = question.promptTokens() + (body.has("max_tokens") ? question.maxTokens() : 0);
        if (asks > dialect.context()) {
            return refuse(
                    call,
                    400,
                    "BadRequestError",
                    "This model's maximum context length is " + dialect.context() + " tokens. However, you requested "
                            + asks + " tokens.");
        }
        boolean usage = body.path("stream_options").path("include_usage").asBoolean(false);
        return Optional.of(new Asked(model, question, body.path("stream").asBoolean(false), usage, chat));
    }

    private Optional<Asked> refuse(Call call, int status, String type, String message) throws IOException {
        call.reply(status, dialect.error(status, type, message));
        return Optional.empty();
    }

    private void whole(Call call, String id, Asked asked) throws IOException {
        try {
            Brain.Outcome outcome = brain.answer(asked.question(), _ -> {});
            Map<String, @Nullable Object> choice = Json.of("index", 0);
            if (asked.chat()) {
                choice.put("message", Json.of("role", "assistant", "content", outcome.text()));
            } else {
                choice.put("text", outcome.text());
            }
            choice.put("logprobs", null);
            choice.put("finish_reason", outcome.finish());
            Map<String, @Nullable Object> body =
                    head(id, asked, asked.chat() ? "chat.completion" : "text_completion", List.of(choice));
            body.put("usage", usage(outcome));
            call.reply(200, body);
        } catch (SickException e) {
            call.reply(500, dialect.error(500, "InternalServerError", String.valueOf(e.getMessage())));
        }
    }

    private void stream(Call call, String id, Asked asked) throws IOException {
        List<Call.Stream> opened = new ArrayList<>(1);
        try {
            Brain.Outcome outcome = brain.answer(asked.question(), token -> {
                if (opened.isEmpty()) {
                    opened.add(call.stream("text/event-stream; charset=utf-8"));
                    if (asked.chat()) {
                        opened.getFirst()
                                .piece(event(chunk(id, asked, Json.of("role", "assistant", "content", ""), null)));
                    }
                }
                opened.getFirst().piece(event(chunk(id, asked, Json.of("content", token), null)));
            });
            Call.Stream out = opened.getFirst();
            out.piece(event(chunk(id, asked, Json.of(), outcome.finish())));
            if (asked.usage()) {
                Map<String, @Nullable Object> last = head(id, asked, object(asked), List.of());
                last.put("usage", usage(outcome));
                out.piece(event(last));
            }
            out.piece("data: [DONE]\n\n");
            out.close();
        } catch (SickException e) {
            call.reply(500, dialect.error(500, "InternalServerError", String.valueOf(e.getMessage())));
        }
    }

    private static String event(Object json) {
        return "data: " + Json.text(json) + "\n\n";
    }

    private Map<String, @Nullable Object> chunk(
            String id, Asked asked, Map<String, @Nullable Object> delta, @Nullable String finish) {
        Map<String, @Nullable Object> choice = asked.chat()
                ? Json.of("index", 0, "delta", delta)
                : Json.of("index", 0, "text", delta.getOrDefault("content", ""));
        choice.put("logprobs", null);
        choice.put("finish_reason", finish);
        return head(id, asked, object(asked), List.of(choice));
    }

    private static String object(Asked asked) {
        return asked.chat() ? "chat.completion.chunk" : "text_completion";
    }

    private static Map<String, @Nullable Object> head(String id, Asked asked, String object, List<?> choices) {
        return Json.of(
                "id", id,
                "object", object,
                "created", System.currentTimeMillis() / 1000,
                "model", asked.model(),
                "choices", choices);
    }

    private static Map<String, @Nullable Object> usage(Brain.Outcome outcome) {
        return Json.of(
                "prompt_tokens", outcome.promptTokens(),
                "total_tokens", outcome.promptTokens() + outcome.tokens(),
                "completion_tokens", outcome.tokens());
    }
}
