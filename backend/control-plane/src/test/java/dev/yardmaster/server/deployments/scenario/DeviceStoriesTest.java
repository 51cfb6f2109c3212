package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.deployment.Forecast;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import dev.yardmaster.server.runtimes.choice.Examples;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Engines on nodes that tell of accelerators. */
@ScenarioTest
class DeviceStoriesTest {
    /** 8 billion parameters in 16 bits. */
    static final ModelFacts DENSE = Examples.facts("LlamaForCausalLM", 8_030_000_000L);

    private static final String VLLM = "  runtime: vllm";

    @Autowired
    Stories stories;

    private static List<AssignedInstance> run(FakeAgent agent) {
        return agent.assignment().instances().stream()
                .filter(i -> i.desired() == AssignedInstance.Desired.RUN)
                .toList();
    }

    private static List<String> sent(FakeAgent agent) {
        return run(agent).stream()
                .flatMap(i -> i.devices().stream())
                .map(AssignedDevice::uuid)
                .toList();
    }

    @Test
    void eachEngineHasADeviceOfItsOwnAndTheRestWaitsUntilOneIsFree() {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 2);
            story.apply("dense", 3, VLLM);
            eventually(() -> assertThat(sent(a)).containsExactlyInAnyOrder("GPU-0", "GPU-1"));
            eventually(() -> assertThat(story.deployment().status().sentence())
                    .contains("needs 1 of its 2 NVIDIA H100 80GB HBM3 devices, 0 are free"));
            story.apply("dense", 2, VLLM).ready(2);
            assertThat(run(a)).allSatisfy(i -> {
                assertThat(i.launch().runtime()).isEqualTo("vllm");
                assertThat(i.launch().arguments()).doesNotContain("--tensor-parallel-size");
            });
        }
    }

    @Test
    void aStatedSplitTakesSoManyDevicesAndTellsTheEngine() {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 4);
            story.apply("dense", 1, VLLM + "\n  engine: {parallel: {tensor: 2}}")
                    .ready(1);
            assertThat(sent(a)).containsExactly("GPU-0", "GPU-1");
            assertThat(run(a).getFirst().launch().arguments()).containsSequence("--tensor-parallel-size", "2");
        }
    }

    @Test
    void twoEnginesShareADeviceWhereTheirDeploymentSaysWhichShareEachTakes() {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 1);
            story.apply("dense", 2, VLLM + "\n  engine: {memoryShare: 0.45, contextLength: 4096}")
                    .ready(2);
            assertThat(sent(a)).containsExactly("GPU-0", "GPU-0");
            assertThat(stories.client
                            .json(stories.client.get("/api/v1/instances?deployment=" + story.name))
                            .path("items"))
                    .hasSize(2)
                    .allSatisfy(i -> assertThat(i.path("devices").path(0).toString())
                            .isEqualTo("{\"node\":\"" + a.node
                                    + "\",\"vendor\":\"NVIDIA\",\"index\":0,\"uuid\":\"GPU-0\",\"share\":0.45}"));
        }
    }

    @Test
    void aLaunchIsFixedWhereItIsPlacedAndANewDriverChangesNothing() {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 2);
            story.apply("dense", 1, VLLM).ready(1);
            AssignedInstance before = run(a).getFirst();
            a.devices(Stories.h100s(2, "999.10"));
            story.apply("dense", 2, VLLM).ready(2);
            assertThat(run(a)).hasSize(2).contains(before);
            assertThat(run(a))
                    .filteredOn(i -> !i.equals(before))
                    .singleElement()
                    .satisfies(after -> assertThat(after.launch().caches())
                            .as("what comes later is compiled for the new driver")
                            .doesNotContainAnyElementsOf(before.launch().caches()));
        }
    }

    @Test
    void theRevisionKeepsWhatWasThoughtOfEveryRuntime() {
        try (var story = stories.begin()) {
            story.withDevices("a", 1);
            story.apply("dense", 1, "").ready(1);
            RuntimeChoice choice = stories.deployments
                    .revisions(story.name)
                    .getFirst()
                    .choice()
                    .orElseThrow();
            assertThat(choice.runtime()).isEqualTo("vllm");
            assertThat(choice.why()).contains("NVIDIA H100", "LlamaForCausalLM");
            assertThat(choice.verdicts()).extracting(RuntimeVerdict::runtime).contains("vllm", "sglang", "llama-cpp");
            assertThat(choice.verdicts())
                    .filteredOn(v -> v.runtime().equals("llama-cpp"))
                    .singleElement()
                    .satisfies(v -> assertThat(v.why()).contains("It cannot load safetensors weights."));
        }
    }

    @Test
    void explainAndADryRunTellOfRuntimeSplitAndMemory() {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 1);
            HttpResponse<String> dry =
                    stories.client.postYaml("/api/v1/apply?dryRun=true", story.document("dense", 1, VLLM));
            Forecast forecast = stories.client
                    .read(dry, ApplyReport.class)
                    .results()
                    .getFirst()
                    .forecast()
                    .orElseThrow();
            assertThat(forecast.runtime().why()).isEqualTo("vllm because the deployment names it");
            assertThat(node(forecast.nodes(), a).engine().getFirst())
                    .contains("TP1 on NVIDIA H100 80GB HBM3", "of 80.0 GiB", "16.0 GiB weights");
            story.apply("dense", 1, VLLM);
            assertThat(node(stories.deployments.explain(story.name), a).engine())
                    .isNotEmpty();
        }
    }

    private static PlacementVerdict node(List<PlacementVerdict> verdicts, FakeAgent agent) {
        return verdicts.stream()
                .filter(v -> v.node().equals(agent.node))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {parallel: {tensor: 3}}     | spec.engine.parallel.tensor | 32 attention heads
                    {parallel: {tensor: 4}}     | spec.engine.parallel        | no room for the model on any node
                    {sleep: true, kvOffloadGib: 1, dtype: float99} | spec.engine.dtype | float16
                    {version: '0.0.1'}          | spec.engine.version         | 0.27.1
                    """)
    void whatCannotWorkIsRefusedBeforeAnythingStarts(String engine, String field, String part) {
        try (var story = stories.begin()) {
            story.withDevices("a", 2);
            HttpResponse<String> answer = stories.client.postYaml(
                    "/api/v1/apply", story.document("dense", 1, VLLM + "\n  engine: " + engine));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(stories.client.problem(answer).errors())
                    .anySatisfy(e -> assertThat(e.field()).isEqualTo(field));
            assertThat(answer.body()).contains(part);
        }
    }

    @Test
    void aModelSaysWhichRuntimeWouldServeIt() {
        try (var story = stories.begin()) {
            story.withDevices("a", 1);
            HttpResponse<String> answer = stories.client.get("/api/v1/models/dense/runtimes");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(stories.client.read(answer, RuntimeChoice.class).verdicts())
                    .extracting(RuntimeVerdict::runtime)
                    .contains("vllm");
            assertThat(stories.client.get("/api/v1/models/nobody/runtimes").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void devicesAreFreeAgainOnceAnInstanceIsGone() {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 1);
            story.apply("dense", 1, VLLM).ready(1);
            List<String> first = story.instances().stream().map(Instance::id).toList();
            story.apply("dense", 0, VLLM).ready(0);
            story.apply("dense", 1, VLLM).ready(1);
            assertThat(story.instances()).extracting(Instance::id).doesNotContainAnyElementsOf(first);
            assertThat(sent(a)).containsExactly("GPU-0");
        }
    }
}
