package dev.yardmaster.agent.journal;

import dev.yardmaster.contract.agent.Assignment;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What survives the agent. What {@link #put} and {@link #keep} return from is on disk. */
public interface Journal {
    /** All entries that can be read. */
    List<JournalEntry> entries();

    void put(JournalEntry entry) throws IOException;

    /** Forgets an engine; unknown ones are fine. */
    void remove(String instanceId) throws IOException;

    /** The last assignment, without engine keys. */
    Optional<Assignment> assignment();

    /** Keeps an assignment; engine keys are left out. */
    void keep(Assignment assignment) throws IOException;
}
