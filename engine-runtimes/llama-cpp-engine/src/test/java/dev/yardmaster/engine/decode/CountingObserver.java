package dev.yardmaster.engine.decode;

/** Counts what the scheduler reports. */
final class CountingObserver implements DecodeObserver {
    int promptTokens;
    int cachedTokens;
    int tokens;
    int finished;
    int cancelled;
    int failed;
    int running;
    int waiting;
    int inCache;

    @Override
    public void decoded(int batchSize) {}

    @Override
    public void began(int prompt, int cached) {
        promptTokens += prompt;
        cachedTokens += cached;
    }

    @Override
    public void firstToken(long nanosSinceArrival) {
        tokens++;
    }

    @Override
    public void nextToken(long nanosSinceLast) {
        tokens++;
    }

    @Override
    public void finished(FinishReason reason, long nanosSinceArrival) {
        finished++;
    }

    @Override
    public void cancelled() {
        cancelled++;
    }

    @Override
    public void failed() {
        failed++;
    }

    @Override
    public void load(int nowRunning, int nowWaiting, int cacheTokens) {
        running = nowRunning;
        waiting = nowWaiting;
        inCache = cacheTokens;
    }
}
