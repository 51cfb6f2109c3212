package dev.yardmaster.standins.talk;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What is asked.
 *
 * @param adapter whose answer it is to be
 */
public record Question(String prompt, int maxTokens, Optional<String> adapter) {
    private static final int DEFAULT_TOKENS = 256;

    public int promptTokens() {
        return prompt.isBlank() ? 1 : prompt.strip().split("\\s+").length;
    }

    /** How many tokens a body of the OpenAI API asks for. */
    public static int maxTokens(JsonNode body) {
        JsonNode said = body.path(body.has("max_completion_tokens") ? "max_completion_tokens" : "max_tokens");
        return said.isIntegralNumber() ? said.asInt() : DEFAULT_TOKENS;
    }

    /** All messages, one a line; content may be text or a list of parts. */
    public static String conversation(JsonNode messages) {
        return StreamSupport.stream(messages.spliterator(), false)
                .map(m -> content(m.path("content")))
                .collect(Collectors.joining("\n"));
    }

    private static String content(JsonNode content) {
        return content.isString()
                ? content.asString()
                : StreamSupport.stream(content.spliterator(), false)
                        .map(p -> p.path("text").asString(""))
                        .collect(Collectors.joining(" "));
    }
}
