package dev.yardmaster.engine.decode;

/** Tokens of one request; {@code cached} of the prompt's were not decoded again. */
public record Usage(int prompt, int cached, int completion) {
    public int total() {
        return prompt + completion;
    }
}
