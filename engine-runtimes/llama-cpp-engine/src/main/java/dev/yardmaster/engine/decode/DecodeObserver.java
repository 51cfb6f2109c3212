package dev.yardmaster.engine.decode;

/** Hears what the decode thread does, on that thread. */
public interface DecodeObserver {
    void decoded(int batchSize);

    void began(int promptTokens, int cachedTokens);

    void firstToken(long nanosSinceArrival);

    void nextToken(long nanosSinceLast);

    void finished(FinishReason reason, long nanosSinceArrival);

    void cancelled();

    void failed();

    /** How busy the engine is after each change. */
    void load(int running, int waiting, int cachedTokens);
}
