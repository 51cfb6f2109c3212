package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.Json;
import dev.yardmaster.engine.llama.ChatTemplate.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the messages of a chat. Clients send an assistant's message back as they got it, with its empty fields. */
final class ChatMessages {
    private static final Set<String> UNSUPPORTED =
            Set.of("name", "tool_calls", "tool_call_id", "function_call", "audio", "refusal", "reasoning_content");

    private ChatMessages() {}

    static List<Turn> read(Fields request) {
        Json value = request.value("messages").orElseThrow(() -> request.missing("messages"));
        if (!(value instanceof Json.Arr array)) {
            throw request.wrongType("messages", "an array", value);
        }
        if (array.items().isEmpty()) {
            throw request.invalid("messages", "must hold at least one message");
        }
        var turns = new ArrayList<Turn>();
        for (Json item : array.items()) {
            String name = "messages[%d]".formatted(turns.size());
            if (!(item instanceof Json.Obj object)) {
                throw request.wrongType(name, "an object", item);
            }
            turns.add(turn(new Fields(object, name + ".")));
        }
        return List.copyOf(turns);
    }

    private static Turn turn(Fields message) {
        String role = role(message, message.requiredText("role"));
        Json content = message.value("content").orElseThrow(() -> message.missing("content"));
        String text = switch (content) {
            case Json.Text plain -> plain.value();
            case Json.Arr parts -> parts(message, parts);
            case Json other -> throw message.wrongType("content", "a string or an array of parts", other);
        };
        acceptEmptyList(message, "tool_calls");
        acceptEmptyList(message, "annotations");
        message.refuseTheRest(UNSUPPORTED);
        return new Turn(role, CommonFields.cText(message, "content", text));
    }

    private static String role(Fields message, String role) {
        return switch (role) {
            case "system", "user", "assistant" -> role;
            case "developer" -> "system";
            case "tool", "function" ->
                throw message.unsupported("role", "'%s' is not supported by this engine".formatted(role));
            default -> throw message.invalid("role", "must be system, developer, user or assistant");
        };
    }

    private static String parts(Fields message, Json.Arr parts) {
        var text = new StringBuilder();
        for (int i = 0; i < parts.items().size(); i++) {
            String name = "content[%d]".formatted(i);
            if (!(parts.items().get(i) instanceof Json.Obj object)) {
                throw message.wrongType(name, "an object", parts.items().get(i));
            }
            var part = new Fields(object, message.path(name) + ".");
            if (!part.requiredText("type").equals("text")) {
                throw part.unsupported("type", "must be 'text': this model reads text only");
            }
            text.append(part.requiredText("text"));
            part.refuseTheRest(Set.of());
        }
        return text.toString();
    }

    private static void acceptEmptyList(Fields message, String name) {
        Optional<Json> value = message.value(name);
        if (value.isPresent()
                && !(value.get() instanceof Json.Arr array && array.items().isEmpty())) {
            throw message.unsupported(name, "is not supported by this engine");
        }
    }
}
