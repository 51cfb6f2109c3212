package dev.yardmaster.agent.logs;

import dev.yardmaster.contract.agent.LogBatch;
import dev.yardmaster.contract.agent.LogLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lines that the server does not have yet: bounded, the oldest go first. Sequence numbers have no gaps, so that what was
 * dropped is known exactly from the number of the next line.
 */
final class LogRing {
    private static final int BATCH_CHARACTERS = 256 << 10;

    private final int capacity;
    private final Deque<Kept> lines = new ArrayDeque<>();
    private final LongAdder dropped = new LongAdder();
    private Mark delivered;
    private long lastSequence;

    /** @param end where in the file the line ended */
    private record Kept(LogLine line, long end) {}

    /** Up to where the server has everything that was not dropped. */
    record Mark(long sequence, long offset) {}

    LogRing(int capacity, Mark delivered) {
        this.capacity = capacity;
        this.delivered = delivered;
        this.lastSequence = delivered.sequence();
    }

    synchronized void add(Instant at, String text, long end) {
        lastSequence++;
        lines.addLast(new Kept(new LogLine(lastSequence, at, text), end));
        if (lines.size() > capacity) {
            lines.removeFirst();
            dropped.increment();
        }
    }

    /** The next lines to send; they stay until {@link #delivered(LogBatch)}. */
    synchronized Optional<LogBatch> batch(String instanceId, int most) {
        List<LogLine> next = new ArrayList<>();
        int characters = 0;
        for (Kept kept : lines) {
            characters += kept.line().text().length();
            if (next.size() == most || (characters > BATCH_CHARACTERS && !next.isEmpty())) {
                break;
            }
            next.add(kept.line());
        }
        if (next.isEmpty()) {
            return Optional.empty();
        }
        long skipped = next.getFirst().sequence() - delivered.sequence() - 1;
        return Optional.of(new LogBatch(instanceId, next, skipped));
    }

    /** The server has these; returns the new mark. */
    synchronized Mark delivered(LogBatch batch) {
        long through = batch.lines().getLast().sequence();
        long offset = delivered.offset();
        while (!lines.isEmpty() && lines.getFirst().line().sequence() <= through) {
            offset = lines.removeFirst().end();
        }
        delivered = new Mark(Math.max(delivered.sequence(), through), offset);
        return delivered;
    }

    /** The file starts anew: offsets of lines that were read before no longer mean anything. */
    synchronized Mark restarted() {
        List<Kept> old = List.copyOf(lines);
        lines.clear();
        old.forEach(k -> lines.addLast(new Kept(k.line(), 0)));
        delivered = new Mark(delivered.sequence(), 0);
        return new Mark(lastSequence, 0);
    }

    synchronized long lastSequence() {
        return lastSequence;
    }

    long dropped() {
        return dropped.sum();
    }
}
