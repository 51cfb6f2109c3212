package dev.yardmaster.server.runtimes.memory;

import java.util.function.LongPredicate;

/** The edge of what holds, where everything below it holds too. */
final class Search {
    private Search() {}

    /** The largest of {@code least} to {@code most} for which it holds; {@code least} where it holds for none. */
    static long most(long least, long most, LongPredicate holds) {
        long low = least;
        long high = most;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The smallest of {@code least} to {@code most} for which it holds; {@code most} where it holds for none. */
    static long least(long least, long most, LongPredicate holds) {
        long low = least;
        long high = most;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
