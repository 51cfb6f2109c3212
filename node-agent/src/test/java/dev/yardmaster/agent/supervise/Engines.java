package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.FakeEngine;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedGroup;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.Diagnosis;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.HttpCall;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.engine.MetricSource;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.Shutdown;
import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.contract.engine.Startup;
import dev.yardmaster.contract.engine.Startup.FailureSign;
import dev.yardmaster.contract.engine.Startup.Stage;
import dev.yardmaster.contract.engine.Startup.StageSign;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Assignments of the fake engine with all that a runtime can say about it. */
final class Engines {
    private static final Duration LONG = Duration.ofMinutes(2);

    private Engines() {}

    static AssignedInstance chat(String... behaviour) {
        return instance(Desired.RUN, List.of(), Optional.empty(), behaviour);
    }

    static AssignedInstance asleep(String... behaviour) {
        return instance(Desired.SLEEP, List.of(), Optional.empty(), behaviour);
    }

    static AssignedInstance with(List<AssignedAdapter> adapters) {
        return instance(Desired.RUN, adapters, Optional.empty());
    }

    static AssignedInstance rank(int rank, int port, int generation) {
        var group = new AssignedGroup("g", generation, rank, 2, "127.0.0.1", Map.of("rendezvous", port), true);
        return instance(
                Desired.RUN,
                List.of(),
                Optional.of(group),
                "--rank",
                Integer.toString(rank),
                "--group-port",
                Integer.toString(port));
    }

    static AssignedInstance compiling(KernelCache cache) {
        AssignedInstance plain = chat("--kernels", cache.variable());
        return new AssignedInstance(
                plain.id(),
                plain.deployment(),
                plain.revision(),
                plain.modelKey(),
                plain.servedName(),
                plain.engineKey(),
                plain.launch().withCaches(List.of(cache)),
                plain.desired(),
                plain.desiredReason(),
                plain.drainFor());
    }

    private static AssignedInstance instance(
            Desired desired, List<AssignedAdapter> adapters, Optional<AssignedGroup> group, String... behaviour) {
        return new AssignedInstance(
                "i1",
                "chat",
                3,
                "m1",
                "tiny",
                Assigned.KEY,
                launch(behaviour),
                desired,
                InstanceReason.PLACED,
                Duration.ofSeconds(5),
                List.of(),
                0,
                adapters,
                group);
    }

    private static Launch launch(String... behaviour) {
        return new Launch(
                "fake",
                "1",
                List.of(new EngineExecutable.OnPath("java")),
                FakeEngine.command(behaviour),
                Map.of(),
                "ENGINE_KEY",
                List.of(),
                List.of(),
                List.of(),
                startup(),
                checks(),
                Shutdown.PLAIN,
                metrics(),
                adapters(),
                Optional.of(sleep()));
    }

    private static Startup startup() {
        return new Startup(
                LONG,
                LONG,
                1 << 20,
                LONG,
                List.of(
                        new StageSign(
                                "Loading shards:\\s+\\d+% Completed \\| (?<done>\\d+)/(?<total>\\d+)",
                                Stage.LOADING, "Shard {done} of {total} is loaded."),
                        new StageSign("Capturing graphs", Stage.WARMING, "Graphs are captured."),
                        new StageSign("took (?<weightsGib>[\\d.]+) GiB", Stage.WARMING, "Weights are there."),
                        new StageSign("room for (?<keyValueTokens>[\\d,]+) tokens", Stage.WARMING, "There is room."),
                        new StageSign("graphs of (?<graphsGib>[\\d.]+) GiB", Stage.WARMING, "Graphs are there.")),
                List.of(
                        new FailureSign(
                                "CUDA out of memory. Tried to allocate (?<size>[0-9.]+ GiB)",
                                Diagnosis.OUT_OF_DEVICE_MEMORY,
                                "{size} more were needed: lower memoryShare or contextLength."),
                        new FailureSign("nccl\\w*Error", Diagnosis.COLLECTIVE_FAILED, "Look at the other ranks.")));
    }

    /** A question every 200 ms with half a second for its answer; two that come to nothing are too many. */
    private static Checks checks() {
        HttpCall call = new HttpCall(
                "POST",
                "/v1/chat/completions",
                "http",
                "{\"model\":\"{{served.name}}\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"1\"}]}",
                Set.of());
        return new Checks(
                new Checks.Health(
                        "/health", "http", Set.of(503), true, Duration.ofMillis(200), Duration.ofSeconds(5), 3),
                Optional.of(new Checks.Inference(
                        List.of(new Checks.Question("chat", call, "/choices/0")),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(2),
                        2)));
    }

    private static MetricsMap metrics() {
        return new MetricsMap(
                "/metrics",
                "http",
                Map.of(
                        EngineMetric.RUNNING,
                        List.of(MetricSource.named("llamacpp:requests_processing")),
                        EngineMetric.TOKENS_OUT,
                        List.of(MetricSource.named("llamacpp:tokens_predicted"))));
    }

    private static AdapterAbility adapters() {
        return new AdapterAbility(
                AdapterAbility.When.AT_RUN_TIME,
                Optional.of(new HttpCall(
                        "POST",
                        "/v1/load_lora_adapter",
                        "http",
                        "{\"lora_name\":\"{{adapter.name}}\",\"lora_path\":\"{{adapter.directory}}\"}",
                        Set.of())),
                Optional.of(new HttpCall(
                        "POST", "/v1/unload_lora_adapter", "http", "{\"lora_name\":\"{{adapter.name}}\"}", Set.of())),
                Optional.of(new HttpCall("GET", "/v1/models", "http", "", Set.of())),
                Optional.of(new AdapterAbility.Listed("/data", "id")),
                List.of(),
                "{{adapter.name}}");
    }

    private static SleepAbility sleep() {
        return new SleepAbility(
                List.of(new HttpCall("POST", "/sleep?level=1", "http", "", Set.of())),
                List.of(new HttpCall("POST", "/wake_up", "http", "", Set.of())),
                Optional.of(new HttpCall("GET", "/is_sleeping", "http", "", Set.of())),
                "/is_sleeping",
                Duration.ofSeconds(30),
                true);
    }
}
