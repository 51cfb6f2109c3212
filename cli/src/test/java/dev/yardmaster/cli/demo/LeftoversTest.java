package dev.yardmaster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path home;

    @Test
    void endsWhatAKilledDemoLeftRunning() {
        Child server = Child.start("server", List.of("sleep", "60"), Map.of(), home.resolve("log"));
        new Leftovers(home).remember(server);
        assertThat(new Leftovers(home).end()).containsExactly("server");
        assertThat(server.isAlive()).isFalse();
        assertThat(new Leftovers(home).end()).isEmpty();
    }

    @Test
    void sparesAStrangerThatGotTheSameProcessId() throws IOException {
        Child stranger = Child.start("stranger", List.of("sleep", "60"), Map.of(), home.resolve("log"));
        try {
            Files.createDirectories(home.resolve("demo"));
            Files.writeString(
                    home.resolve("demo/server.pid"), stranger.process().pid() + " 2001-01-01T00:00:00Z");
            assertThat(new Leftovers(home).end()).isEmpty();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.kill();
        }
    }

    @Test
    void seesADemoThatIsStillRunning() {
        Leftovers leftovers = new Leftovers(home);
        assertThat(leftovers.running()).isEmpty();
        leftovers.remember("demo", ProcessHandle.current());
        assertThat(leftovers.running()).contains(ProcessHandle.current().pid());
        leftovers.forgetAll();
        assertThat(leftovers.running()).isEmpty();
    }

    @Test
    void aDamagedNoteIsNoNote() throws IOException {
        Files.createDirectories(home.resolve("demo"));
        Files.writeString(home.resolve("demo/server.pid"), "nonsense here");
        assertThat(new Leftovers(home).end()).isEmpty();
    }
}
