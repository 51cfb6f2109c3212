package dev.yardmaster.engine.decode;

/** Why an answer is complete. */
public enum FinishReason {
    /** The model ended it, or a stop string did. */
    STOP("stop"),
    /** The token limit or the context is reached. */
    LENGTH("length");

    private final String word;

    FinishReason(String word) {
        this.word = word;
    }

    /** The word of the OpenAI API. */
    public String word() {
        return word;
    }
}
