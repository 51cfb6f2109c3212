package dev.yardmaster.agent.supervise;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor over real processes of a fake engine. */
class SupervisorTest {
    @TempDir
    Path home;

    private Host host;

    @BeforeEach
    void open() throws Exception {
        host = new Host(home, Host.quick(List.of(Duration.ZERO, Duration.ofMillis(500))));
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    private void assign(AssignedInstance... instances) {
        host.assign(List.of(Assigned.model("m1")), instances);
    }

    /** In one look: it is tried again soon. */
    private boolean failedBy(InstanceReason reason, String words) {
        Observation seen = host.seen("i1");
        return seen.condition().state() == InstanceState.FAILED
                && seen.condition().reason() == reason
                && seen.condition().sentence().contains(words);
    }

    @Test
    void slowEngineIsLoadingUntilItAnswers() throws Exception {
        assign(Assigned.running("i1", "m1", "--slow"));
        until("loading", () -> host.isIn("i1", InstanceState.LOADING));
        assertThat(host.seen("i1").condition().reason()).isEqualTo(InstanceReason.ENGINE_LOADING);
        Files.createFile(home.resolve("instances/i1/loaded"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        assertThat(host.seen("i1").endpoint())
                .hasValueSatisfying(e -> assertThat(e).startsWith("http://127.0.0.1:"));
        assertThat(Files.readString(home.resolve("instances/i1/log"))).doesNotContain(Assigned.KEY);
    }

    @Test
    void engineThatDiesWhileLoadingSaysWhyAndIsTriedAgain() throws Exception {
        assign(Assigned.running("i1", "m1", "--exit", "1"));
        until("restarted twice, and said why", () -> {
            Observation seen = host.seen("i1");
            String sentence = seen.condition().sentence();
            return seen.restarts() >= 2
                    && sentence.startsWith("The engine ended with exit code 1: this host lacks avx2")
                    && sentence.contains("next try at");
        });
    }

    @Test
    void unsupportedHostIsItsOwnReason() throws Exception {
        assign(Assigned.running("i1", "m1", "--exit", "69"));
        until("failed", () -> host.isIn("i1", InstanceState.FAILED));
        assertThat(host.seen("i1").condition().reason()).isEqualTo(InstanceReason.ENGINE_UNSUPPORTED);
    }

    @Test
    void anArgumentThatTheAgentRefusesIsNotTriedAgain() throws Exception {
        assign(Assigned.running("i1", "m1", "{{nobody.knows}}"));
        until("refused", () -> failedBy(InstanceReason.ARGUMENT_REFUSED, "It is not tried again"));
    }

    @Test
    void startDeadlineKillsAnEngineThatNeverAnswers() throws Exception {
        assign(Assigned.instance("i1", "m1", Desired.RUN, Duration.ofSeconds(2), "--slow", "--ignore-term"));
        until("failed", () -> failedBy(InstanceReason.START_DEADLINE_PASSED, ""));
    }

    @Test
    void killedEngineIsBack() throws Exception {
        assign(Assigned.running("i1", "m1"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        long pid = host.pid("i1");
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        until("ready again", () -> host.isIn("i1", InstanceState.READY) && host.pid("i1") != pid);
        assertThat(host.seen("i1").restarts()).isEqualTo(1);
    }

    @Test
    void sickEngineIsTakenOutAndBackIn() throws Exception {
        assign(Assigned.running("i1", "m1"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        Files.createFile(home.resolve("instances/i1/sick"));
        until("out", () -> host.isIn("i1", InstanceState.LOADING));
        assertThat(host.seen("i1").condition().sentence())
                .contains("2 probes in a row")
                .contains("500");
        Files.delete(home.resolve("instances/i1/sick"));
        until("in", () -> host.isIn("i1", InstanceState.READY));
        assertThat(host.seen("i1").restarts()).isZero();
    }

    @Test
    void drainWaitsForRequestsThatRun() throws Exception {
        AssignedInstance running = Assigned.running("i1", "m1");
        assign(running);
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        Files.writeString(home.resolve("instances/i1/running"), "2");
        assign(Assigned.stopped(running, InstanceReason.SCALED_IN, Duration.ofMinutes(10)));
        until("draining", () -> host.isIn("i1", InstanceState.DRAINING));
        assertThat(host.seen("i1").condition().reason()).isEqualTo(InstanceReason.SCALED_IN);
        Files.writeString(home.resolve("instances/i1/running"), "0");
        until("stopped", () -> host.isIn("i1", InstanceState.STOPPED));
        assertThat(host.journal.entries()).isEmpty();
    }

    @Test
    @Tag("slow")
    void engineThatIgnoresTermIsKilledWithAllItStarted() throws Exception {
        AssignedInstance running = Assigned.running("i1", "m1", "--ignore-term", "--child");
        assign(running);
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        long pid = host.pid("i1");
        List<ProcessHandle> children =
                ProcessHandle.of(pid).orElseThrow().descendants().toList();
        assertThat(children).isNotEmpty();
        assign(Assigned.stopped(running, InstanceReason.SCALED_IN, Duration.ZERO));
        until("stopped", () -> host.isIn("i1", InstanceState.STOPPED));
        until("child gone", () -> children.stream().noneMatch(Host::runs));
    }

    @Test
    void childrenOfADeadEngineAreClearedUp() throws Exception {
        assign(Assigned.running("i1", "m1", "--child"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        ProcessHandle engine = ProcessHandle.of(host.pid("i1")).orElseThrow();
        List<ProcessHandle> children = engine.descendants().toList();
        engine.destroyForcibly();
        until("child gone", () -> children.stream().noneMatch(Host::runs));
    }

    @Test
    void unassignedInstanceEndsAndIsForgotten() throws Exception {
        assign(Assigned.running("i1", "m1"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        assign();
        until("gone", () -> host.supervisor.observations().observations().isEmpty());
        assertThat(host.journal.entries()).isEmpty();
    }

    @Test
    void nothingIsLaunchedThatTheJournalCannotHold() throws Exception {
        host.journal.failing = true;
        assign(Assigned.running("i1", "m1"));
        until("failed", () -> failedBy(InstanceReason.DISK_FULL, "No space left"));
        host.journal.failing = false;
        until("ready", () -> host.isIn("i1", InstanceState.READY));
    }

    @Test
    void idThatIsNoPlainNameIsRefusedAndTheOthersRun() throws Exception {
        assign(Assigned.running("../evil", "m1"), Assigned.running("i1", "m1"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        assertThat(host.isIn("../evil", InstanceState.FAILED)).isTrue();
        assertThat(home.resolve("evil")).doesNotExist();
    }

    @Test
    void fenceDrainsAndItsEndStartsAgain() throws Exception {
        assign(Assigned.running("i1", "m1"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        host.supervisor.fence(true);
        until("stopped", () -> host.isIn("i1", InstanceState.STOPPED));
        host.supervisor.fence(false);
        until("ready", () -> host.isIn("i1", InstanceState.READY));
    }

    @Test
    void intentWithoutPidIsFoundByItsMark() throws Exception {
        assign(Assigned.running("i1", "m1"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        long pid = host.pid("i1");
        host.forgetPids();
        host.restart();
        until("adopted", () -> host.isIn("i1", InstanceState.READY));
        assertThat(host.seen("i1").condition().reason()).isEqualTo(InstanceReason.ADOPTED);
        assertThat(host.seen("i1").condition().sentence()).doesNotContain("LAUNCHED");
        assertThat(Host.runs(ProcessHandle.of(pid).orElseThrow())).isTrue();
    }

    @Test
    void strayOfALostJournalIsEnded() throws Exception {
        assign(Assigned.running("i1", "m1"));
        until("ready", () -> host.isIn("i1", InstanceState.READY));
        ProcessHandle engine = ProcessHandle.of(host.pid("i1")).orElseThrow();
        host.journal.remove("i1");
        host.restart();
        until("ended", () -> !Host.runs(engine));
    }

    @Test
    void endingWithEnginesLeavesNone() throws Exception {
        assign(Assigned.running("i1", "m1"), Assigned.running("i2", "m1", "--slow"));
        until("ready", () -> host.isIn("i1", InstanceState.READY) && host.isIn("i2", InstanceState.LOADING));
        List<ProcessHandle> engines = List.of(
                ProcessHandle.of(host.pid("i1")).orElseThrow(),
                ProcessHandle.of(host.pid("i2")).orElseThrow());
        host.supervisor.stopEngines(Duration.ofSeconds(30));
        assertThat(engines).noneMatch(Host::runs);
    }
}
