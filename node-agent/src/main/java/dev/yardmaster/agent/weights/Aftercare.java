package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.store.Manifest;
import dev.yardmaster.agent.weights.store.ModelStore;
import dev.yardmaster.agent.weights.store.Scrub;
import dev.yardmaster.agent.weights.transfer.ChunkHash;
import dev.yardmaster.agent.weights.transfer.ChunkView;
import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.agent.weights.transfer.FileView;
import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.agent.VerifiedFiles;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is done once models are held, one thing at a time on one thread: unneeded ones go where the disk is too full,
 * files are flushed, the hashes of their chunks are made for the server, and from time to time they are hashed again.
 */
final class Aftercare implements VerifiedReports, AutoCloseable {
    private static final AgentLog LOG = new AgentLog("weights");
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final ModelStore store;
    private final Scrub scrub;
    private final Consumer<String> damaged;
    private final Runnable tidy;
    private final Loop loop;
    private volatile ChunkMemory memory = ChunkMemory.NOTHING;
    private Optional<VerifiedFiles> ready = Optional.empty();

    Aftercare(ModelStore store, WeightsSettings settings, Clock clock, Consumer<String> damaged, Runnable tidy) {
        this.store = store;
        this.scrub = new Scrub(store, settings.scrubEvery(), clock);
        this.damaged = damaged;
        this.tidy = tidy;
        this.loop = Loop.heavy("aftercare", this::pass);
    }

    Aftercare start() {
        loop.start();
        return this;
    }

    void remember(ChunkMemory chunks) {
        memory = chunks;
    }

    void wake() {
        loop.wake();
    }

    @Override
    public synchronized Optional<VerifiedFiles> report() {
        return ready;
    }

    @Override
    public void told(VerifiedFiles files) {
        synchronized (this) {
            ready = Optional.empty();
        }
        try {
            store.told(files.modelKey());
        } catch (IOException e) {
            LOG.warn(files.modelKey() + " will be told again after a restart: " + e.getMessage());
        }
        wake();
    }

    private Duration pass() {
        try {
            tidy.run();
            for (Manifest manifest : store.held()) {
                store.flush(manifest.key());
            }
            if (report().isEmpty()) {
                hashNext();
            }
            return scrub.pass(damaged, loop::isClosed) ? Duration.ZERO : LOOK;
        } catch (IOException e) {
            if (!loop.isClosed()) {
                LOG.warn("The store cannot be looked after: " + e.getMessage());
            }
            return LOOK;
        }
    }

    private void hashNext() throws IOException {
        Optional<Manifest> next =
                store.held().stream().filter(m -> !m.reported()).findFirst();
        if (next.isPresent()) {
            VerifiedFiles files = hash(next.get());
            synchronized (this) {
                ready = Optional.of(files);
            }
        }
    }

    private VerifiedFiles hash(Manifest manifest) throws IOException {
        List<FileChunks> files = new ArrayList<>();
        for (Manifest.StoredFile file : manifest.files()) {
            try (ChunkView view = FileView.whole(store.layout().blob(file.sha256()))) {
                Chunks chunks = view.chunks();
                List<String> hashes = new ArrayList<>();
                for (int i = 0; i < chunks.count(); i++) {
                    if (loop.isClosed()) {
                        throw new IOException("the agent is ending");
                    }
                    Optional<String> known = memory.sha256(manifest.key(), file.path(), i);
                    hashes.add(known.isPresent() ? known.get() : ChunkHash.of(view::read, chunks, i));
                }
                files.add(new FileChunks(file.path(), file.sha256(), chunks.chunkBytes(), hashes));
            }
        }
        return new VerifiedFiles(manifest.key(), files);
    }

    @Override
    public void close() {
        loop.close();
    }
}
