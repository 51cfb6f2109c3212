package dev.yardmaster.server.platform.change;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Events.Subscription;
import java.util.function.Consumer;

/**
 * Says that something is different now. Recorded inside a transaction, a change is told to listeners of every server
 * after the commit, and never after a rollback; the same change recorded twice in one transaction is told once.
 */
public interface Changes {

    /** Outside of a transaction the change is told at once. */
    void record(String kind, String name);

    /**
     * Listeners run on the committing thread, one after the other: enqueue a key and return. A change may be missed
     * (another server's, while the database is away), so re-read now and then.
     */
    Subscription listen(Consumer<Change> listener);
}
