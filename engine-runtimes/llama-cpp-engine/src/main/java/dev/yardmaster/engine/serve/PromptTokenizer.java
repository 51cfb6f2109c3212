package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import dev.yardmaster.engine.api.Prompt;
import dev.yardmaster.engine.llama.ChatTemplate;
import dev.yardmaster.engine.llama.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Turns prompts into tokens, on a thread of its own: llama.cpp splits text with a recursive matcher, which needs a
 * deep stack for long words, and a long prompt must not hold up the decode thread.
 */
final class PromptTokenizer implements AutoCloseable {
    /** Address space only: pages are used as deep as a text goes. */
    private static final long STACK = 512L << 20;

    private final Vocabulary vocabulary;
    private final ChatTemplate template;
    private final int contextSize;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("tokenizer").stackSize(STACK).daemon().factory());

    PromptTokenizer(Vocabulary vocabulary, ChatTemplate template, int contextSize) {
        this.vocabulary = vocabulary;
        this.template = template;
        this.contextSize = contextSize;
    }

    /** The prompt's tokens, which leave room for at least one more in the context. */
    int[] tokens(Prompt prompt) {
        int[] tokens = switch (prompt) {
            case Prompt.Chat chat -> chat(chat);
            case Prompt.Plain plain -> tokenize("prompt", plain.text());
            case Prompt.Tokens given ->
                given.tokens().stream().mapToInt(Integer::intValue).toArray();
        };
        String field = prompt instanceof Prompt.Chat ? "messages" : "prompt";
        if (tokens.length == 0) {
            throw new ApiException(ApiError.invalid("invalid_value", field, "'%s' has no tokens.".formatted(field)));
        }
        if (tokens.length >= contextSize) {
            throw tooLong(field, "has %d".formatted(tokens.length));
        }
        return tokens;
    }

    private int[] chat(Prompt.Chat chat) {
        template.problem().ifPresent(problem -> {
            throw new ApiException(ApiError.invalid(
                    "unsupported_chat_template",
                    "messages",
                    "Chat is not possible: %s. Use /v1/completions with the model's own format.".formatted(problem)));
        });
        requirePlausible(
                "messages",
                chat.turns().stream().mapToLong(turn -> bytes(turn.content())).sum());
        return tokenize("messages", await(() -> template.prompt(chat.turns())));
    }

    private int[] tokenize(String field, String text) {
        requirePlausible(field, bytes(text));
        return await(() -> vocabulary.tokenize(text));
    }

    /** No text longer than this fits, whatever its tokens are: native code need not see it. */
    private void requirePlausible(String field, long bytes) {
        if (bytes > (long) contextSize * vocabulary.longestPiece()) {
            throw tooLong(field, "has %d bytes, which cannot be so few".formatted(bytes));
        }
    }

    private ApiException tooLong(String field, String has) {
        return new ApiException(ApiError.invalid(
                "context_length_exceeded",
                field,
                "The context holds %d tokens including the answer; the prompt %s.".formatted(contextSize, has)));
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private <T> T await(Callable<T> work) {
        try {
            return thread.submit(work).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tokenizing", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("tokenizing failed", failed.getCause());
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
