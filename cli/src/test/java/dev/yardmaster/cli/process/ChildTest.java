package dev.yardmaster.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    Path directory;

    @Test
    void whatItWritesIsInItsLogAndInItsObituary() {
        Child child = start("echo one; echo $SETTING >&2; exit 3", Map.of("SETTING", "two"));
        child.process().onExit().join();
        assertThat(directory.resolve("logs/part.log")).hasContent("one\ntwo");
        assertThat(child.obituary())
                .contains("the part ended by itself with code 3")
                .contains("one")
                .contains("two");
    }

    @Test
    void argumentsAreNeverReadByAShell() {
        Child child = Child.start("part", List.of("echo", "$(id); `id` && id"), Map.of(), directory.resolve("log"));
        child.process().onExit().join();
        assertThat(directory.resolve("log")).hasContent("$(id); `id` && id");
    }

    @Test
    void theTerminalsInterruptDoesNotReachIt() throws IOException {
        Child child = start("kill -INT $$; echo survived; sleep 60", Map.of());
        Waiting.until(
                "the line",
                Duration.ofSeconds(20),
                () -> Files.exists(directory.resolve("logs/part.log"))
                                && child.lastLines().toString().contains("survived")
                        ? Waiting.Look.found(true)
                        : Waiting.Look.notYet("nothing written"));
        assertThat(child.isAlive()).isTrue();
        assertThat(child.stop(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void oneThatDoesNotWantToEndIsEnded() {
        Child child = start("trap '' TERM; echo ready; while :; do sleep 1; done", Map.of());
        Waiting.until(
                "the line",
                Duration.ofSeconds(20),
                () -> child.lastLines().toString().contains("ready")
                        ? Waiting.Look.found(true)
                        : Waiting.Look.notYet("nothing written"));
        assertThat(child.stop(Duration.ofMillis(200))).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aTakenPortIsSeen() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isTaken(socket.getLocalPort())).isTrue();
        }
        assertThat(Ports.isTaken(Ports.free())).isFalse();
    }

    @Test
    void waitingEndsWithWhatWasLastSeen() {
        assertThatThrownBy(() -> Waiting.until("rain", Duration.ofMillis(10), () -> Waiting.Look.notYet("blue sky")))
                .isInstanceOf(Waiting.TooLate.class)
                .hasMessageContaining("rain")
                .hasMessageContaining("blue sky");
    }

    private Child start(String script, Map<String, String> settings) {
        return Child.start("part", List.of("/bin/sh", "-c", script), settings, directory.resolve("logs/part.log"));
    }
}
