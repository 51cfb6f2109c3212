package dev.yardmaster.cli.chat;

import java.util.List;
import java.util.Map;

/** What is asked; always streamed, so that the first token is seen when it comes. */
public record ChatRequest(String route, List<Turn> turns, double temperature, int maxTokens) {
    public ChatRequest {
        turns = List.copyOf(turns);
    }

    /** One greedy question. */
    public static ChatRequest of(String route, String question) {
        return new ChatRequest(route, List.of(new Turn("user", question)), 0, 256);
    }

    /** @param role {@code system}, {@code user} or {@code assistant} */
    public record Turn(String role, String content) {}

    Map<String, Object> body() {
        return Map.of(
                "model",
                route,
                "messages",
                turns,
                "temperature",
                temperature,
                "max_tokens",
                maxTokens,
                "stream",
                true,
                "stream_options",
                Map.of("include_usage", true));
    }
}
