package dev.yardmaster.agent.weights.transfer;

import java.io.IOException;

/** Hashes one file as far as its chunks are there, and settles it after the last one. One of them at a time for a file. */
final class Hashing implements Runnable {
    private final TransferEngine engine;
    private final Landing landing;
    private final FileTask task;
    private final FileHash hash;

    /** Made while holding the engine's lock. */
    Hashing(TransferEngine engine, Landing landing, FileTask task) {
        this.engine = engine;
        this.landing = landing;
        this.task = task;
        this.hash = task.hash;
    }

    @Override
    public void run() {
        try {
            while (goesOn()) {
                hash.advance(task.file);
            }
        } catch (IOException e) {
            engine.broken(task, e);
        }
    }

    private boolean goesOn() throws IOException {
        synchronized (engine) {
            if (task.hash == hash && task.canHash()) {
                return true;
            }
            task.hashing = false;
            if (task.hash != hash) {
                engine.hashOn(task);
            }
            if (task.hash != hash || !task.readyToHash()) {
                return false;
            }
            task.landed = true;
        }
        settle();
        return false;
    }

    private void settle() throws IOException {
        switch (hash.verdict()) {
            case FileHash.Verdict.Good(String sha256) -> {
                landing.landed(task.content, task.file, sha256);
                engine.landed(task);
            }
            case FileHash.Verdict.Wrong(String sentence) -> engine.wrong(task, sentence);
        }
    }
}
