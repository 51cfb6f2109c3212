package dev.yardmaster.server.catalog.hub.mirror;

import dev.yardmaster.hub.Cancellation;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.server.catalog.hub.internal.GitObjects;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file on its way from the upstream, read by any number of clients while it comes: each byte is fetched once. The last
 * byte is given out only when the whole is what its digest says. Nobody left reading, it stops, and goes on with the next.
 */
final class Flight {
    private static final int MOST_FETCHES = 8;

    private final Upstream upstream;
    private final HubClient.FileAt file;
    private final String key;
    private final Path path;
    private final FileChannel channel;
    private final Segments segments;
    private final MessageDigest digest;
    private final Landing landing;
    private final Cancellation cancellation = new Cancellation();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Optional<RuntimeException> failure = Optional.empty();
    private long hashed;
    private int readers;
    private int fetches;
    private boolean done;
    private boolean closed;
    private Instant lastUse;

    /** What happens to the file when it is whole and verified; called once. */
    interface Landing {
        void landed(Flight flight, Path file) throws IOException;
    }

    /** @param key SHA-256 of the content, or its git id */
    Flight(
            Upstream upstream,
            HubClient.FileAt file,
            String key,
            Path path,
            Landing landing,
            Segments segments,
            Instant now)
            throws IOException {
        this.upstream = upstream;
        this.file = file;
        this.key = key;
        this.path = path;
        this.landing = landing;
        this.lastUse = now;
        this.segments = segments;
        this.digest = GitObjects.digest(key.length() == 64 ? "SHA-256" : "SHA-1");
        startDigest();
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void startDigest() {
        digest.reset();
        hashed = 0;
        if (key.length() == 40) {
            digest.update(GitObjects.blobHeader(file.size()));
        }
    }

    String key() {
        return key;
    }

    /** False where it has come to its end, and its content is to be found elsewhere or anew. */
    boolean join(Instant now) {
        lock.lock();
        try {
            if (done || closed) {
                return false;
            }
            readers++;
            lastUse = now;
            failure = fetches == 0 ? Optional.empty() : failure;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave(Instant now) {
        lock.lock();
        try {
            readers--;
            lastUse = now;
            closeIfOver();
        } finally {
            lock.unlock();
        }
    }

    private void closeIfOver() {
        if (readers == 0 && (done || closed)) {
            try {
                channel.close();
            } catch (IOException e) {
                // nothing is written any more
            }
        }
    }

    /** Gives up what nobody has read since; true where it is over. */
    boolean dropIfIdle(Instant before) {
        lock.lock();
        try {
            if (readers == 0 && fetches == 0 && !done && lastUse.isBefore(before)) {
                closed = true;
                closeIfOver();
                Files.deleteIfExists(path);
            }
            return closed || done;
        } catch (IOException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        cancellation.cancel();
    }

    /**
     * Blocks until the byte at this position is here; answers how many are, from there on.
     *
     * @throws RuntimeException as it is to be told, where it does not come
     */
    long await(long position) throws IOException {
        lock.lock();
        try {
            while (true) {
                int segment = segments.of(position);
                long last = done ? file.size() : file.size() - 1;
                long here = Math.min(segments.front(segment), last) - position;
                if (here > 0) {
                    return here;
                }
                if (failure.isPresent()) {
                    throw failure.get();
                }
                fetch(segment);
                moved.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void fetch(int segment) {
        boolean starts = fetches < MOST_FETCHES && !segments.isComing(segment) && segments.take(segment);
        if (starts) {
            fetches++;
            Thread.ofVirtual().name("mirror-" + file.path()).start(() -> fetchAll(segment));
        } else if (fetches == 0 && segments.isComplete() && !done) {
            fetches++;
            Thread.ofVirtual().name("mirror-" + file.path()).start(this::end);
        }
    }

    /** From this segment on, and then whatever nobody else fetches. */
    private void fetchAll(int first) {
        Fetch fetch = new Fetch(first);
        try {
            do {
                upstream.ask(client -> {
                    client.read(file, fetch.position(), fetch, cancellation);
                    return true;
                });
            } while (fetch.another());
        } catch (HubException e) {
            fail(Upstream.refusal(e));
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            fetch.release();
            end();
        }
    }

    private void fail(RuntimeException why) {
        lock.lock();
        try {
            failure = Optional.of(why);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock no reader waits long: what came in order was hashed as it came. */
    private void end() {
        lock.lock();
        try {
            fetches--;
            if (!done && !closed && fetches == 0 && segments.isComplete()) {
                land();
            }
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            closeIfOver();
            moved.signalAll();
            lock.unlock();
        }
    }

    private void land() throws IOException {
        hashRest();
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(key)) {
            closed = true;
            Files.deleteIfExists(path);
            throw Upstream.refusal(new HubException.Corrupt(file.path(), key, actual));
        }
        channel.force(true);
        landing.landed(this, path);
        done = true;
    }

    private void hashRest() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(1 << 17);
        while (hashed < file.size()) {
            chunk.clear();
            int read = channel.read(chunk, hashed);
            if (read < 0) {
                throw new IOException(path + " is shorter than it was");
            }
            digest.update(chunk.flip());
            hashed += read;
        }
    }

    /** Copies what a client asked for. Once something was sent, whatever goes wrong is told by breaking off. */
    void send(long first, long length, OutputStream out) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
        long position = first;
        long end = first + length;
        while (position < end) {
            long here = awaitOrBreakOff(position);
            chunk.clear().limit((int) Math.min(Math.min(here, end - position), chunk.capacity()));
            int read = channel.read(chunk, position);
            if (read < 0) {
                throw new IOException(path + " is shorter than it was");
            }
            out.write(chunk.array(), 0, read);
            position += read;
        }
    }

    private long awaitOrBreakOff(long position) throws IOException {
        try {
            return await(position);
        } catch (RuntimeException e) {
            throw new BrokenOff(e);
        }
    }

    /** One run of segments that come from the upstream one after the other. */
    private final class Fetch implements HubClient.Receiver {
        private int segment;
        private boolean holds = true;

        Fetch(int segment) {
            this.segment = segment;
        }

        long position() {
            lock.lock();
            try {
                return segments.front(segment);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public boolean take(long position, ByteBuffer bytes) {
            lock.lock();
            try {
                while (bytes.hasRemaining()) {
                    if (readers == 0 || (!holds && !step())) {
                        return false;
                    }
                    write(bytes);
                }
                moved.signalAll();
                return holds || step();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                lock.unlock();
            }
        }

        private void write(ByteBuffer bytes) throws IOException {
            ByteBuffer part = bytes.slice(bytes.position(), segments.room(segment, bytes.remaining()));
            int length = part.remaining();
            long position = segments.front(segment);
            if (position == hashed) {
                digest.update(part.duplicate());
                hashed += length;
            }
            while (part.hasRemaining()) {
                position += channel.write(part, position);
            }
            bytes.position(bytes.position() + length);
            segments.fill(segment, length);
            if (segments.isFull(segment)) {
                segments.release(segment);
                holds = false;
            }
        }

        /** To the next segment, unless somebody has some of it or fetches it. */
        private boolean step() {
            if (segments.takeFromItsBeginning(segment + 1)) {
                segment++;
                holds = true;
            }
            return holds;
        }

        /** Takes one that nobody fetches, as long as somebody reads. */
        boolean another() {
            lock.lock();
            try {
                if (holds || readers == 0 || segments.next().isEmpty()) {
                    return false;
                }
                segment = segments.next().getAsInt();
                holds = segments.take(segment);
                return holds;
            } finally {
                lock.unlock();
            }
        }

        void release() {
            lock.lock();
            try {
                if (holds) {
                    segments.release(segment);
                }
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
