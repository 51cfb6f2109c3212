package dev.yardmaster.agent.logs;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.contract.agent.LogBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The output of one instance's engines: a file that they append to, whether an agent runs or not. Once it is larger than
 * {@code rotateAt} it is copied to {@code log.1} and cut to nothing; what an engine writes between copy and cut is lost.
 */
public final class EngineLog {
    private static final AgentLog LOG = new AgentLog("logs");
    private static final int KEPT_LINES = 2_000;
    private static final int READ_AT_ONCE = 4 << 20;

    private final String instanceId;
    private final Path directory;
    private final long rotateAt;
    private final Clock clock;
    private final LogRing ring;
    private final LineSplitter splitter;
    private volatile String lastLine = "";
    private volatile Consumer<String> watcher = _ -> {};
    private long offset;

    /** @param directory of the instance; made if missing */
    public EngineLog(String instanceId, Path directory, long rotateAt, Clock clock) throws IOException {
        this.instanceId = instanceId;
        this.directory = DurableFiles.privateDirectory(directory);
        this.rotateAt = rotateAt;
        this.clock = clock;
        LogRing.Mark mark = readMark();
        this.offset = mark.offset();
        this.ring = new LogRing(KEPT_LINES, mark);
        this.splitter = new LineSplitter(this::line);
    }

    /** Of the instance; its engines work in it. */
    public Path directory() {
        return directory;
    }

    /** What engines append to. */
    public Path file() {
        return directory.resolve("log");
    }

    /** Takes in what was written since. */
    public synchronized void poll() {
        try {
            if (!Files.exists(file())) {
                return;
            }
            long size = Files.size(file());
            if (size < offset) {
                startOver();
            }
            read(size);
            if (size > rotateAt && offset >= size) {
                rotate();
            }
        } catch (IOException e) {
            LOG.warn(file() + " cannot be followed: " + e.getMessage());
        }
    }

    /** Takes in everything to the end, for a process that has ended. */
    public synchronized void drain() {
        poll();
        splitter.end();
    }

    /** The last line that was not blank. */
    public String lastLine() {
        return lastLine;
    }

    /** A new engine starts: the last line is that of the one before, and every line from now on is told. */
    public synchronized void begin(Consumer<String> lines) {
        drain();
        lastLine = "";
        watcher = lines;
    }

    /** An engine is adopted: what it wrote since the last lines that the server has is told as well. */
    public synchronized void resume(Consumer<String> lines) {
        watcher = lines;
        drain();
    }

    /** The next lines for the server. */
    public Optional<LogBatch> batch(int most) {
        return ring.batch(instanceId, most);
    }

    /** The server has these lines. */
    public synchronized void delivered(LogBatch batch) {
        writeMark(ring.delivered(batch));
    }

    /** Lines that were dropped because there were too many. */
    public long dropped() {
        return ring.dropped();
    }

    private void line(String text) {
        if (!text.isBlank()) {
            lastLine = text;
        }
        ring.add(clock.instant(), text, offset);
        watcher.accept(text);
    }

    private void read(long size) throws IOException {
        try (FileChannel in = FileChannel.open(file(), StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
            long end = Math.min(size, offset + READ_AT_ONCE);
            while (offset < end && in.read(buffer.clear(), offset) > 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    offset++;
                    splitter.accept(buffer.get());
                }
            }
        }
    }

    private void rotate() throws IOException {
        Files.copy(file(), directory.resolve("log.1"), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel log = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            log.truncate(0);
        }
        startOver();
    }

    private void startOver() {
        offset = 0;
        writeMark(ring.restarted());
    }

    private LogRing.Mark readMark() {
        try {
            String[] parts =
                    Files.readString(directory.resolve("log.position")).strip().split(" ");
            return new LogRing.Mark(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return new LogRing.Mark(0, 0);
        }
    }

    private void writeMark(LogRing.Mark mark) {
        try {
            Files.writeString(directory.resolve("log.position"), mark.sequence() + " " + mark.offset());
        } catch (IOException e) {
            LOG.warn(directory + ": the log's position cannot be kept: " + e.getMessage());
        }
    }
}
