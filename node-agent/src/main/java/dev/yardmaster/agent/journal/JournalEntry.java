package dev.yardmaster.agent.journal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What must be known of an engine by an agent that starts anew. Written before its process exists, without {@code pid},
 * and again once it does.
 *
 * @param launchHash of everything it is launched with but its key
 * @param keyHash SHA-256 of its engine key
 * @param restarts engine processes of this instance that ended without being asked to
 * @param startedAt by the process table's clock; with the pid it names a process even after pids wrap around
 */
public record JournalEntry(
        String instanceId,
        String modelKey,
        String launchHash,
        String keyHash,
        int port,
        int restarts,
        OptionalLong pid,
        Optional<Instant> startedAt) {

    public JournalEntry running(long process, Instant since) {
        return new JournalEntry(
                instanceId,
                modelKey,
                launchHash,
                keyHash,
                port,
                restarts,
                OptionalLong.of(process),
                Optional.of(since));
    }
}
