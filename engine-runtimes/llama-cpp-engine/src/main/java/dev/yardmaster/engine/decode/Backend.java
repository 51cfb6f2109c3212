package dev.yardmaster.engine.decode;

/** What batching needs from an inference library. Called from the decode thread only. */
public interface Backend {
    /** The most tokens one sequence may hold. */
    int contextSize();

    int sequences();

    /** The most tokens of one decode call. */
    int batchCapacity();

    int vocabularySize();

    /** The adapter of the decode calls that follow. */
    void use(Lora lora);

    /** Decodes; false when the cache has no room for a batch of this size, and then nothing has changed. */
    boolean decode(Batch batch);

    /** Copies the logits of a row of the last batch that was marked as output. */
    void logits(int row, float[] into);

    /** Forgets what a sequence holds from {@code length} on; false when only all of it can be forgotten. */
    boolean truncate(int sequence, int length);

    /** Frees an adapter that no sequence uses any more. */
    void release(Lora lora);
}
