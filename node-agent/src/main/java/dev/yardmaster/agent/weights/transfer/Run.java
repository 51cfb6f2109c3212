package dev.yardmaster.agent.weights.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Brings one run of chunks over one connection, on a thread of its own. */
final class Run implements ChunkSink, Runnable {
    private static final long NAP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Closeable NOTHING = () -> {};

    private final Ground ground;
    private final FileTask task;
    private final ChunkSource source;
    private final Host host;
    private final ChunkRun chunks;
    private final int denials;
    private final long from;
    private final long to;
    private volatile long position;
    private volatile long lastMoved;
    private volatile boolean waiting;
    private volatile boolean stopped;
    private Closeable connection = NOTHING;

    /** What the engine does for its runs; called without its lock. */
    interface Ground {
        long nanoTime();

        Bandwidth bandwidth();

        void moved(Run run, int bytes);

        /** A chunk's bytes are all written; marks it as there, once it is what it should be. */
        void completed(Run run, int chunk) throws IOException;

        void ended(Run run, Outcome outcome);
    }

    /** How it ended. */
    sealed interface Outcome {
        record Brought() implements Outcome {}

        record Stopped() implements Outcome {}

        record Problem(SourceProblem problem) implements Outcome {}

        /** This disk failed. */
        record Disk(IOException problem) implements Outcome {}

        record Defect(RuntimeException problem) implements Outcome {}
    }

    /** A peer's chunk is not what the server says that it must be. */
    static final class WrongBytes extends IOException {
        private static final long serialVersionUID = 1L;

        WrongBytes(String sentence) {
            super(sentence);
        }
    }

    Run(Ground ground, FileTask task, ChunkSource source, Host host, ChunkRun chunks) {
        this.ground = ground;
        this.task = task;
        this.source = source;
        this.host = host;
        this.chunks = chunks;
        this.denials = task.denials();
        this.from = task.chunks.start(chunks.first());
        this.to = task.chunks.end(chunks.end() - 1);
        this.position = from;
        this.lastMoved = ground.nanoTime();
    }

    FileTask task() {
        return task;
    }

    ChunkSource source() {
        return source;
    }

    /** Of its file when it began: a refusal from before the locations were asked for again says nothing new. */
    int denials() {
        return denials;
    }

    Host host() {
        return host;
    }

    ChunkRun chunks() {
        return chunks;
    }

    /** Whether it brought anything. */
    boolean moved() {
        return position > from;
    }

    /** Bytes of the chunk that it is in the middle of. */
    long unfinished() {
        long at = position;
        return at >= to ? 0 : at - task.chunks.start(task.chunks.at(at));
    }

    boolean isStalled(long nanoTime, Duration limit) {
        return !waiting && nanoTime - lastMoved > limit.toNanos();
    }

    @Override
    public void run() {
        ground.ended(this, outcome());
    }

    private Outcome outcome() {
        try {
            source.read(from, to, this);
            return position == to
                    ? new Outcome.Brought()
                    : new Outcome.Problem(new SourceProblem(
                            SourceProblem.What.UNREACHABLE,
                            source.host() + " stopped at " + position + " of " + to + " bytes."));
        } catch (SourceProblem e) {
            return stopped ? new Outcome.Stopped() : new Outcome.Problem(e);
        } catch (WrongBytes e) {
            return new Outcome.Problem(new SourceProblem(SourceProblem.What.UNFIT, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return stopped ? new Outcome.Stopped() : new Outcome.Disk(e);
        } catch (RuntimeException e) {
            return new Outcome.Defect(e);
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (length > to - position) {
            throw new IllegalStateException(source.host() + ": more bytes than were asked for");
        }
        lastMoved = ground.nanoTime();
        await(ground.bandwidth().take(length, lastMoved));
        while (bytes.hasRemaining()) {
            piece(bytes);
        }
        ground.moved(this, length);
        lastMoved = ground.nanoTime();
    }

    /** Up to the end of the chunk. What is there already, fetched by another run, stays as it is. */
    private void piece(ByteBuffer bytes) throws IOException {
        int chunk = task.chunks.at(position);
        long end = task.chunks.end(chunk);
        ByteBuffer piece = bytes.slice(bytes.position(), (int) Math.min(bytes.remaining(), end - position));
        int length = piece.remaining();
        boolean there = task.file.has(chunk);
        if (!there) {
            task.file.write(piece, position);
        }
        bytes.position(bytes.position() + length);
        if (position + length == end && !there) {
            ground.completed(this, chunk);
        }
        position += length;
    }

    @Override
    public String validator() {
        return task.file.validator();
    }

    @Override
    public void validator(String tag) {
        task.file.validator(tag);
    }

    private void await(long nanos) throws TransferStopped {
        long end = ground.nanoTime() + nanos;
        waiting = true;
        while (!stopped && end - ground.nanoTime() > 0) {
            LockSupport.parkNanos(Math.min(NAP, end - ground.nanoTime()));
        }
        waiting = false;
        if (stopped) {
            throw new TransferStopped();
        }
    }

    @Override
    public synchronized void onStop(Closeable opened) throws TransferStopped {
        connection = opened;
        if (stopped) {
            disconnect();
            throw new TransferStopped();
        }
    }

    /** Nobody wants it any more. */
    void stop() {
        stopped = true;
        giveUp();
    }

    /** Ends the connection; the source reports that as it reports any lost connection. */
    synchronized void giveUp() {
        disconnect();
    }

    private void disconnect() {
        Closeable open = connection;
        connection = NOTHING;
        try {
            open.close();
        } catch (IOException ignored) {
            // Whatever a connection says while it is being ended, it is not used again.
            return;
        }
    }
}
