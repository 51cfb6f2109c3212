package dev.yardmaster.contract.event;

import java.util.List;
import java.util.function.Consumer;

/** The history, and what is happening now. */
public interface Events {
    /** Newest first, at most {@code max}. */
    List<Event> latest(int max);

    /** Newest first, about one thing. */
    List<Event> about(String kind, String name, int max);

    /** Oldest first, those with a larger id. */
    List<Event> after(long id, int max);

    /**
     * Calls back on every change, events or not (progress, leases), in no particular thread. Slow listeners miss
     * changes rather than delay others, so read the whole state again on each.
     */
    Subscription subscribe(Consumer<Change> listener);

    /** Ends the calls. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
