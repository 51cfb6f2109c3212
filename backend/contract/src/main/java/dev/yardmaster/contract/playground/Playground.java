package dev.yardmaster.contract.playground;

import java.time.Duration;
import java.util.List;

/** A chat through the real gateway, token by token. */
public interface Playground {

    /** Returns at once; the listener is called from another thread, and exactly one of its ends exactly once. */
    Call chat(Question question, Listener listener);

    /** Names that can be asked. */
    List<String> routes();

    /** The gateway's address for application developers. */
    String gatewayUrl();

    /** @param temperature 0 is greedy */
    record Question(String route, List<Turn> turns, double temperature, int maxTokens) {
        public Question {
            turns = List.copyOf(turns);
        }
    }

    /** @param role {@code system}, {@code user} or {@code assistant} */
    record Turn(String role, String content) {}

    /** Stops an answer that is being written; the engine stops too. */
    interface Call {
        void cancel();
    }

    /** What comes back. */
    interface Listener {
        void token(String text);

        void done(Figures figures);

        void failed(String sentence);
    }

    /**
     * @param timeToFirstToken TTFT as the client saw it
     * @param total from request to last token
     */
    record Figures(
            Duration timeToFirstToken,
            Duration total,
            int promptTokens,
            int completionTokens,
            String finishReason,
            String instance) {
        /** Output tokens per second after the first; 0 where there is only one. */
        public double tokensPerSecond() {
            double seconds = total.minus(timeToFirstToken).toNanos() / 1e9;
            return completionTokens < 2 || seconds <= 0 ? 0 : (completionTokens - 1) / seconds;
        }
    }
}
