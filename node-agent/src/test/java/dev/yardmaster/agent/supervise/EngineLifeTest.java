package dev.yardmaster.agent.supervise;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.measure.EngineMetrics;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.EngineStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One engine's life over a real process: stages, real requests, metrics, adapters, sleep. */
class EngineLifeTest {
    @TempDir
    Path home;

    private Host host;

    @BeforeEach
    void open() throws Exception {
        host = new Host(home, Host.quick());
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    private void assign(AssignedInstance instance) {
        host.assign(List.of(Assigned.model("m1"), Assigned.model("a1"), Assigned.model("a2")), instance);
    }

    private void steer(String file) throws Exception {
        Files.writeString(home.resolve("instances/i1").resolve(file), "");
    }

    private boolean isIn(InstanceState state) {
        return host.isIn("i1", state);
    }

    private boolean says(InstanceReason reason) {
        return host.seen("i1").condition().reason() == reason;
    }

    @Test
    void loadingIsFollowedInTheLogUntilTheFirstRealAnswer() throws Exception {
        assign(Engines.chat("--loading"));
        until("loading", () -> isIn(InstanceState.LOADING));
        assertThat(host.seen("i1").condition().sentence()).isEqualTo("Shard 1 of 3 is loaded.");
        assertThat(host.seen("i1").progress()).contains(new Progress(1, 3));
        steer("deaf");
        steer("loaded");
        until("first request", () -> isIn(InstanceState.WARMING) && says(InstanceReason.FIRST_REQUEST));
        Files.delete(home.resolve("instances/i1/deaf"));
        until("ready", () -> isIn(InstanceState.READY));
        assertThat(Files.readString(home.resolve("instances/i1/log"))).contains("\"model\":\"tiny\"");
    }

    @Test
    void engineThatAnswersHealthButNotInferenceIsReplaced() throws Exception {
        assign(Engines.chat());
        until("ready", () -> isIn(InstanceState.READY));
        long first = host.pid("i1");
        steer("deaf");
        Instant deaf = Instant.now();
        until("found", () -> says(InstanceReason.INFERENCE_FAILED) || host.pid("i1") != first);
        Instant found = Instant.now();
        Files.delete(home.resolve("instances/i1/deaf"));
        until("replaced", () -> isIn(InstanceState.READY) && host.pid("i1") != first);
        System.out.printf(
                "An engine that answers health but not inference: found after %d ms, replaced and answering after"
                        + " %d ms (a request every 200 ms with 2 s for its answer, 2 failures to replace).%n",
                Duration.between(deaf, found).toMillis(),
                Duration.between(deaf, Instant.now()).toMillis());
        assertThat(host.seen("i1").restarts()).isEqualTo(1);
        assertThat(ProcessHandle.of(first).filter(Host::runs)).isEmpty();
    }

    @Test
    void engineThatAnswersOthersIsNotAsked() throws Exception {
        assign(Engines.chat());
        until("ready", () -> isIn(InstanceState.READY));
        long pid = host.pid("i1");
        steer("busy");
        until("its counter was seen", () -> tokens().filter(t -> t > 10).isPresent());
        steer("deaf");
        long asked = asked();
        double before = tokens().orElseThrow();
        until("its counter went on", () -> tokens().filter(t -> t > before + 50).isPresent());
        assertThat(asked() - asked).isLessThanOrEqualTo(1);
        assertThat(host.pid("i1")).isEqualTo(pid);
        assertThat(isIn(InstanceState.READY)).isTrue();
    }

    @Test
    void whatAnEngineSaysOfItsMemoryIsToldAndKeptForTheNextAgent() throws Exception {
        AssignedInstance chat = Engines.chat("--sizes");
        assign(chat);
        until("ready", () -> isIn(InstanceState.READY));
        EngineStart told = host.seen("i1").start().orElseThrow();
        assertThat(told.sizes())
                .isEqualTo(new EngineSizes(
                        Optional.of(5L << 29), Optional.empty(), Optional.of(123_456L), Optional.of(1L << 29)));
        long engine = host.pid("i1");
        Files.write(home.resolve("instances/i1/log"), new byte[0]);
        host.restart();
        assign(chat);
        until("ready again", () -> isIn(InstanceState.READY));
        assertThat(host.pid("i1")).isEqualTo(engine);
        assertThat(host.seen("i1").start()).as("the same start, said once").contains(told);
        ProcessHandle.of(engine).orElseThrow().destroyForcibly();
        until("started anew", () -> isIn(InstanceState.READY) && host.pid("i1") != engine);
        assertThat(host.seen("i1").start().orElseThrow())
                .satisfies(next -> assertThat(next.id()).isNotEqualTo(told.id()))
                .satisfies(next -> assertThat(next.sizes()).isEqualTo(told.sizes()));
    }

    private long asked() throws Exception {
        return Files.readString(home.resolve("instances/i1/log"))
                .lines()
                .filter(l -> l.startsWith("asked"))
                .count();
    }

    private Optional<Double> tokens() {
        return host.supervisor.measured().stream()
                .findFirst()
                .flatMap(s -> s.measured().value(EngineMetric.TOKENS_OUT));
    }

    @Test
    void whatTheLogSaysItDiedOfIsTheReasonAndTheHint() throws Exception {
        assign(Engines.chat("--oom"));
        until("failed", () -> says(InstanceReason.OUT_OF_MEMORY));
        assertThat(host.seen("i1").condition().sentence())
                .startsWith("The engine ended with exit code 1: torch.OutOfMemoryError")
                .contains("2.00 GiB more were needed: lower memoryShare or contextLength.");
    }

    @Test
    void metricsAreOursAndCountersOutliveTheEngine() throws Exception {
        assign(Engines.chat());
        until("measured", () -> tokens().filter(t -> t >= 3).isPresent());
        double before = tokens().orElseThrow();
        assertThat(EngineMetrics.page(host.supervisor.measured()))
                .contains("# TYPE yard_engine_completion_tokens_total counter")
                .contains("yard_engine_requests_running{instance=\"i1\",deployment=\"chat\",revision=\"3\","
                        + "runtime=\"fake\"} 0.0");
        assertThat(host.supervisor.loads())
                .containsEntry("i1", new Load(Optional.of(0L), Optional.empty(), Optional.empty()));
        ProcessHandle.of(host.pid("i1")).orElseThrow().destroyForcibly();
        until("absent", () -> host.supervisor.measured().isEmpty());
        assertThat(host.supervisor.observations().readings()).isEmpty();
        until("measured again", () -> tokens().isPresent());
        assertThat(tokens().orElseThrow()).isGreaterThan(before);
    }

    @Test
    void adaptersAreLoadedAndUnloadedAndLoadedAgainIntoTheNextEngine() throws Exception {
        assign(Engines.with(List.of(new AssignedAdapter("one", "a1"), new AssignedAdapter("two", "a2"))));
        until("loaded", () -> host.seen("i1").loaded().equals(List.of("one", "two")));
        assign(Engines.with(List.of(new AssignedAdapter("two", "a2"))));
        until("unloaded", () -> host.seen("i1").loaded().equals(List.of("two")));
        steer("no-adapters");
        long first = host.pid("i1");
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        until(
                "serves with its adapter missing",
                () -> isIn(InstanceState.READY) && says(InstanceReason.ADAPTER_FAILED));
        assertThat(host.seen("i1").condition().sentence()).contains("'two'").contains("max_lora_rank 16");
        Files.delete(home.resolve("instances/i1/no-adapters"));
        until("loaded again", () -> host.seen("i1").loaded().equals(List.of("two")));
        until("no longer said", () -> says(InstanceReason.PROBE_SUCCEEDED));
    }

    @Test
    void sleepsAsAskedAndWakesToServe() throws Exception {
        assign(Engines.asleep());
        until("asleep", () -> isIn(InstanceState.SLEEPING));
        assertThat(says(InstanceReason.ASLEEP)).isTrue();
        long pid = host.pid("i1");
        host.restart();
        until("asleep after the agent's restart", () -> isIn(InstanceState.SLEEPING));
        assign(Engines.chat());
        until("awake", () -> isIn(InstanceState.READY));
        assertThat(says(InstanceReason.AWAKE)).isTrue();
        assertThat(host.pid("i1")).isEqualTo(pid);
    }
}
