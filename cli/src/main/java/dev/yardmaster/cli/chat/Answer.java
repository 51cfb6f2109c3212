package dev.yardmaster.cli.chat;

import dev.yardmaster.cli.output.Words;
import java.time.Duration;
import java.util.Locale;

/**
 * A whole answer and how long it took, as this client saw it.
 *
 * @param instance which engine answered, as the gateway says
 */
public record Answer(
        String text,
        Duration timeToFirstToken,
        Duration total,
        int promptTokens,
        int completionTokens,
        String finishReason,
        String instance) {

    /** Output tokens per second after the first one; 0 where there is only one. */
    public double tokensPerSecond() {
        double seconds = total.minus(timeToFirstToken).toNanos() / 1e9;
        return completionTokens < 2 || seconds <= 0 ? 0 : (completionTokens - 1) / seconds;
    }

    /** For instance {@code TTFT 12 ms, 8 tokens, 812 tokens/s}. */
    public String figures() {
        String speed = tokensPerSecond() > 0 ? String.format(Locale.ROOT, ", %.0f tokens/s", tokensPerSecond()) : "";
        return "TTFT " + Words.duration(timeToFirstToken) + ", " + completionTokens + " tokens" + speed
                + ", finished by " + finishReason + (instance.isEmpty() ? "" : ", by " + instance);
    }
}
