package dev.yardmaster.agent;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.journal.DiskJournal;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines outlive their agent. */
class AgentRestartTest {
    @TempDir
    Path home;

    private FakeControlPlane server;
    private AgentUnderTest agent;

    @BeforeEach
    void start() throws Exception {
        server = new FakeControlPlane();
        server.tokens.add("one-time");
        server.files.put("tiny.gguf", Assigned.CONTENT);
        server.assign(List.of(Assigned.model("m1")), List.of(Assigned.running("i1", "m1")));
        agent = new AgentUnderTest(home, server.url())
                .with("YARD_JOIN_TOKEN", "one-time")
                .start();
        until("i1 is ready", () -> server.isIn("i1", InstanceState.READY));
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        enginePid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        server.close();
    }

    private java.util.OptionalLong pid() throws Exception {
        return new DiskJournal(home.resolve("agent"))
                .entries().stream().flatMapToLong(e -> e.pid().stream()).findFirst();
    }

    private java.util.Optional<Long> enginePid() throws Exception {
        return pid().isPresent() ? java.util.Optional.of(pid().getAsLong()) : java.util.Optional.empty();
    }

    @Test
    void killedAgentLeavesEnginesAndTheNextOneAdoptsThem() throws Exception {
        long pid = pid().orElseThrow();
        agent.kill();
        assertThat(ProcessHandle.of(pid).orElseThrow().isAlive()).isTrue();
        server.observations.clear();

        agent.start();
        until("i1 is reported again", () -> server.seen("i1").isPresent());

        assertThat(pid().orElseThrow()).isEqualTo(pid);
        assertThat(server.observations.getFirst().observations().getFirst().condition())
                .satisfies(c -> assertThat(c.state()).isEqualTo(InstanceState.READY))
                .satisfies(c -> assertThat(c.reason()).isEqualTo(InstanceReason.ADOPTED));
        assertThat(server.joins).hasSize(1);
    }

    @Test
    void engineKeyIsNeverOnDisk() throws Exception {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(Assigned.KEY);
            }
        }
        until(
                "the engine had its key",
                () -> server.logs.stream()
                        .flatMap(b -> b.lines().stream())
                        .anyMatch(l -> l.text().equals("starting with key of " + Assigned.KEY.length())));
    }

    @Tag("slow")
    @Test
    void supervisesWithoutServerAndSaysThatTheKeyIsMissing() throws Exception {
        long pid = pid().orElseThrow();
        agent.kill();
        server.down = true;
        agent.start();
        until("adopted", () -> agent.output().contains("Adopted running"));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        until("key missing", () -> agent.output().contains("engine key is not known"));

        server.down = false;
        until(
                "runs again",
                () -> server.isIn("i1", InstanceState.READY)
                        && server.seen("i1").orElseThrow().restarts() == 1
                        && pid().orElseThrow() != pid);
    }

    @Test
    void termLeavesEnginesRunning() throws Exception {
        long pid = pid().orElseThrow();
        agent.process().destroy();
        assertThat(agent.exitCode()).isEqualTo(143);
        assertThat(ProcessHandle.of(pid).orElseThrow().isAlive()).isTrue();
    }

    @Tag("slow")
    @Test
    void whileAwayUnassignedEnginesAreStoppedOnReturn() throws Exception {
        long pid = pid().orElseThrow();
        agent.kill();
        server.assign(List.of(), List.of());
        agent.start();
        until(
                "engine gone",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        until(
                "no instance reported",
                () -> server.observations.getLast().observations().isEmpty());
    }
}
