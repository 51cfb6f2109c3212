package dev.yardmaster.server.catalog.hub.mirror;

import java.util.OptionalInt;

/** Which bytes of a file are here, and which are being fetched; not safe for several threads. */
final class Segments {
    private final long segment;
    private final long size;
    private final long[] filled;
    private final boolean[] taken;

    Segments(long size, long segment) {
        this.segment = segment;
        this.size = size;
        int count = Math.toIntExact(Math.max(1, (size + segment - 1) / segment));
        this.filled = new long[count];
        this.taken = new boolean[count];
    }

    int of(long position) {
        return Math.toIntExact(position / segment);
    }

    /** The first byte of the segment that is not here. */
    long front(int number) {
        return number * segment + filled[number];
    }

    private long end(int number) {
        return Math.min(size, (number + 1) * segment);
    }

    boolean isFull(int number) {
        return front(number) == end(number);
    }

    boolean isComplete() {
        for (int i = 0; i < filled.length; i++) {
            if (!isFull(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether somebody fetches it, or the one before it and so comes to it next. */
    boolean isComing(int number) {
        return taken[number] || (number > 0 && taken[number - 1] && filled[number] == 0);
    }

    /** For whoever has all of the one before it: only where nothing of it is here, as what comes is its beginning. */
    boolean takeFromItsBeginning(int number) {
        return number < filled.length && filled[number] == 0 && take(number);
    }

    boolean take(int number) {
        if (number >= taken.length || taken[number] || isFull(number)) {
            return false;
        }
        taken[number] = true;
        return true;
    }

    void release(int number) {
        taken[number] = false;
    }

    /** One that nobody fetches. */
    OptionalInt next() {
        for (int i = 0; i < filled.length; i++) {
            if (!taken[i] && !isFull(i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** How many of the bytes that come next belong to this segment. */
    int room(int number, int bytes) {
        return (int) Math.min(bytes, end(number) - front(number));
    }

    void fill(int number, int bytes) {
        filled[number] += bytes;
    }
}
