package dev.yardmaster.agent.journal;

import dev.yardmaster.contract.agent.Assignment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A journal in memory that can be told to fail. */
public final class MemoryJournal implements Journal {
    public volatile boolean failing;
    private final Map<String, JournalEntry> entries = new ConcurrentHashMap<>();
    private volatile Optional<Assignment> assignment = Optional.empty();

    @Override
    public List<JournalEntry> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public void put(JournalEntry entry) throws IOException {
        check();
        entries.put(entry.instanceId(), entry);
    }

    @Override
    public void remove(String instanceId) throws IOException {
        check();
        entries.remove(instanceId);
    }

    @Override
    public Optional<Assignment> assignment() {
        return assignment;
    }

    @Override
    public void keep(Assignment newest) throws IOException {
        check();
        assignment = Optional.of(Keyless.of(newest));
    }

    private void check() throws IOException {
        if (failing) {
            throw new IOException("No space left on device");
        }
    }
}
