package dev.yardmaster.gateway.stream;

import dev.yardmaster.gateway.json.AnswerScanner;
import java.util.Arrays;

/**
 * Reads an engine's event stream in pieces of any size and hands on whole events only: whatever happens, the client's
 * stream can be continued or ended between two events. Bytes are handed on as they came.
 */
public final class SseReader {
    /** Most bytes of one event. */
    public static final int LARGEST_EVENT = 4 * 1024 * 1024;

    /** What is made of the events. */
    public interface Sink {
        /** An event with data passed, or was left out; {@code facts} is only good during the call. */
        void event(AnswerScanner facts);

        /** These bytes go on to the client. */
        void pass(byte[] array, int from, int to);
    }

    private final boolean dropUsage;
    private final Sink sink;
    private final AnswerScanner scanner = new AnswerScanner();
    private byte[] held = new byte[0];
    private int heldLength;

    /** @param dropUsage whether the chunk that carries usage and nothing else is kept from the client */
    public SseReader(boolean dropUsage, Sink sink) {
        this.dropUsage = dropUsage;
        this.sink = sink;
    }

    /** @return false when an event is longer than {@link #LARGEST_EVENT}; nothing can be done with the stream then */
    public boolean feed(byte[] array, int from, int to) {
        if (heldLength == 0) {
            events(array, from, from, to);
        } else {
            int length = heldLength + to - from;
            int fresh = Math.max(0, heldLength - 2);
            append(array, from, to);
            heldLength = 0;
            events(held, 0, fresh, length);
        }
        return heldLength <= LARGEST_EVENT;
    }

    /** Doubling, and looking at fresh bytes only, keep the cost linear when a long event comes in many pieces. */
    private void append(byte[] array, int from, int to) {
        int length = heldLength + to - from;
        if (length > held.length) {
            held = Arrays.copyOf(held, Math.max(length, 2 * held.length));
        }
        System.arraycopy(array, from, held, heldLength, to - from);
    }

    /** The stream is over: what is left, though it lacks its end, goes on as it came. */
    public void finish() {
        if (heldLength > 0) {
            sink.pass(held, 0, heldLength);
            heldLength = 0;
        }
    }

    private void events(byte[] array, int from, int searchFrom, int to) {
        int passFrom = from;
        int eventStart = from;
        int end = eventEnd(array, searchFrom, to);
        while (end >= 0) {
            if (!keep(array, eventStart, end)) {
                pass(array, passFrom, eventStart);
                passFrom = end;
            }
            eventStart = end;
            end = eventEnd(array, end, to);
        }
        pass(array, passFrom, eventStart);
        hold(array, eventStart, to);
    }

    private void pass(byte[] array, int from, int to) {
        if (to > from) {
            sink.pass(array, from, to);
        }
    }

    /** Copied whenever something of the array was passed on: that may still be waiting to be written. */
    private void hold(byte[] array, int from, int to) {
        heldLength = to - from;
        if (array != held || from > 0) {
            held = Arrays.copyOfRange(array, from, to);
        }
    }

    /** The place after the blank line that ends the event, or -1. */
    private static int eventEnd(byte[] array, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (array[i] != '\n') {
                continue;
            }
            if (array[i + 1] == '\n') {
                return i + 2;
            }
            if (array[i + 1] == '\r' && i + 2 < to && array[i + 2] == '\n') {
                return i + 3;
            }
        }
        return -1;
    }

    private boolean keep(byte[] array, int from, int to) {
        scanner.reset();
        boolean data = false;
        int line = from;
        while (line < to) {
            int end = line;
            while (array[end] != '\n') {
                end++;
            }
            if (startsData(array, line, end)) {
                scanner.feed(array, line + 5, end);
                data |= !isDone(array, line + 5, end);
            }
            line = end + 1;
        }
        if (!data) {
            return true;
        }
        sink.event(scanner);
        return !(dropUsage && scanner.isUsageOnly());
    }

    private static boolean startsData(byte[] a, int from, int end) {
        return end - from >= 5
                && a[from] == 'd'
                && a[from + 1] == 'a'
                && a[from + 2] == 't'
                && a[from + 3] == 'a'
                && a[from + 4] == ':';
    }

    private static boolean isDone(byte[] a, int from, int end) {
        int at = from;
        while (at < end && a[at] == ' ') {
            at++;
        }
        return end - at >= 6 && a[at] == '[' && a[at + 1] == 'D' && a[at + 5] == ']';
    }
}
