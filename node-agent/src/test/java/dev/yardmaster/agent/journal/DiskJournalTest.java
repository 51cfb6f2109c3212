package dev.yardmaster.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.engine.EngineIdentity;
import dev.yardmaster.contract.agent.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskJournalTest {
    @TempDir
    Path home;

    private DiskJournal journal;

    @BeforeEach
    void open() throws IOException {
        journal = new DiskJournal(home);
    }

    private static JournalEntry intent(String id) {
        return new JournalEntry(id, "m1", "launch", "key-hash", 4711, Map.of(), 2, Optional.of(3), Optional.empty());
    }

    @Test
    void entriesComeBackAsTheyWere() throws IOException {
        JournalEntry running =
                intent("i2").running(EngineIdentity.process(99, Instant.parse("2026-11-01T00:00:00.120Z")));
        journal.put(intent("i1"));
        journal.put(intent("i2"));
        journal.put(running);
        assertThat(new DiskJournal(home).entries()).containsExactlyInAnyOrder(intent("i1"), running);
        journal.remove("i1");
        journal.remove("never-there");
        assertThat(journal.entries()).containsExactly(running);
    }

    @Test
    void assignmentIsKeptWithoutKeysForItsOwnerOnly() throws IOException {
        Assignment assignment =
                new Assignment("n1", 7, List.of(Assigned.model("m1")), List.of(Assigned.running("i1", "m1")));
        journal.keep(assignment);
        Assignment kept = new DiskJournal(home).assignment().orElseThrow();
        assertThat(kept).isEqualTo(Keyless.of(assignment));
        assertThat(kept.instances().getFirst().engineKey()).isEmpty();
        assertThat(kept.instances().getFirst().launch())
                .isEqualTo(assignment.instances().getFirst().launch());
        assertThat(Files.readString(home.resolve("assignment.json"))).doesNotContain(Assigned.KEY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("assignment.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void entryOfAnEarlierVersionIsReadAndItsEngineIsFoundByItsMark() throws IOException {
        Files.writeString(
                home.resolve("journal/i1.json"),
                "{\"instanceId\":\"i1\",\"modelKey\":\"m1\",\"launchHash\":\"launch\",\"keyHash\":\"key-hash\","
                        + "\"port\":4711,\"restarts\":2,\"pid\":99,\"startedAt\":\"2026-11-01T00:00:00.120Z\"}");
        assertThat(journal.entries())
                .containsExactly(new JournalEntry(
                        "i1", "m1", "launch", "key-hash", 4711, Map.of(), 2, Optional.empty(), Optional.empty()));
    }

    @Test
    void unreadableEntryIsSetAsideAndTheOthersStay() throws IOException {
        journal.put(intent("i1"));
        Files.writeString(home.resolve("journal/i2.json"), "{\"instanceId\": ");
        assertThat(journal.entries()).containsExactly(intent("i1"));
        assertThat(home.resolve("journal/i2.json.unreadable")).exists();
    }

    @Test
    void idsNeverLeaveTheJournal() {
        assertThatThrownBy(() -> journal.put(intent("../i1"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(home.resolve("i1.json")).doesNotExist();
    }
}
