package dev.yardmaster.server.playground;

import dev.yardmaster.contract.playground.Playground.Question;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A question as OpenAI's chat completions take it. */
final class ChatBody {
    private ChatBody() {}

    static String of(Question question, JsonMapper json) {
        List<Map<String, String>> messages = question.turns().stream()
                .map(turn -> Map.of("role", turn.role(), "content", turn.content()))
                .toList();
        return json.writeValueAsString(Map.of(
                "model", question.route(),
                "messages", messages,
                "temperature", question.temperature(),
                "max_tokens", question.maxTokens(),
                "stream", true,
                "stream_options", Map.of("include_usage", true)));
    }
}
