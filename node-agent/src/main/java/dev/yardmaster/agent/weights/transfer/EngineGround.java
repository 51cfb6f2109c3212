package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;
import java.util.Optional;

/** What the engine does for its runs. */
record EngineGround(TransferEngine engine, Bandwidth bandwidth, Ledger ledger) implements Run.Ground {
    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void moved(Run run, int bytes) {
        run.host().moved(bytes);
        ledger.count(run.source().kind(), bytes);
    }

    @Override
    public void completed(Run run, int chunk) throws IOException {
        FileTask task = run.task();
        requireExpected(run, chunk);
        task.file.complete(chunk, run.source().kind());
        synchronized (engine) {
            task.jobs.forEach(j -> j.count(run.source().kind(), task.chunks.length(chunk)));
            engine.hashOn(task);
        }
    }

    /** What a peer gave is never marked as there before it was compared, where the server knows what to compare with. */
    private void requireExpected(Run run, int chunk) throws IOException {
        if (run.source().kind() == ChunkSource.Kind.ORIGIN) {
            return;
        }
        Optional<String> expected;
        synchronized (engine) {
            expected = run.task().expected(chunk);
        }
        if (expected.isPresent() && !expected.get().equals(ChunkHash.of(run.task().file, chunk))) {
            throw new Run.WrongBytes(run.source().host() + " gave wrong bytes of "
                    + run.task().content.path() + ".");
        }
    }

    @Override
    public void ended(Run run, Run.Outcome outcome) {
        engine.ended(run, outcome);
    }
}
