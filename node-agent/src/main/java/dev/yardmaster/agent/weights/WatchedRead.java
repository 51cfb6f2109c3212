package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.ChunkSource;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import dev.yardmaster.agent.weights.transfer.TransferStopped;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One read of a source outside of the transfer engine. An interrupt, or a minute without a byte, ends it. */
final class WatchedRead implements ChunkSink {
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Consumer<ByteBuffer> taker;
    private final AtomicLong moved = new AtomicLong();
    private volatile boolean stopped;
    private volatile Closeable connection = () -> {};

    private WatchedRead(Consumer<ByteBuffer> taker) {
        this.taker = taker;
    }

    static void of(ChunkSource source, long from, long to, Consumer<ByteBuffer> taker)
            throws SourceProblem, IOException, InterruptedException {
        WatchedRead sink = new WatchedRead(taker);
        FutureTask<Void> task = new FutureTask<>(() -> {
            source.read(from, to, sink);
            return null;
        });
        Thread.ofPlatform().daemon().name("archive-read").start(task);
        try {
            sink.await(task, source);
        } finally {
            // One that ended well may serve somebody else by now.
            if (!task.isDone()) {
                sink.stopped = true;
                sink.connection.close();
            }
        }
    }

    private void await(FutureTask<Void> task, ChunkSource source)
            throws SourceProblem, IOException, InterruptedException {
        while (true) {
            long before = moved.get();
            try {
                task.get(SILENCE.toSeconds(), TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (moved.get() == before) {
                    throw new SourceProblem(What.UNREACHABLE, source.host() + " fell silent.");
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SourceProblem problem) {
                    throw problem;
                }
                if (e.getCause() instanceof IOException problem) {
                    throw problem;
                }
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (stopped) {
            throw new TransferStopped();
        }
        moved.addAndGet(bytes.remaining());
        taker.accept(bytes);
    }

    @Override
    public String validator() {
        return "";
    }

    @Override
    public void validator(String tag) {
        // The archive's digest tells more.
    }

    @Override
    public void onStop(Closeable opened) throws TransferStopped {
        connection = opened;
        if (stopped) {
            throw new TransferStopped();
        }
    }
}
