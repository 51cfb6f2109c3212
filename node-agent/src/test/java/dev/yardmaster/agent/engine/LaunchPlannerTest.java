package dev.yardmaster.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.agent.AssignedGroup;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import dev.yardmaster.contract.node.DeviceFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchPlannerTest {
    private static final EngineExecutable.Container IMAGE = new EngineExecutable.Container(
            "vllm/vllm-openai:v0.11.0",
            "sha256:" + "ab".repeat(32),
            List.of(),
            List.of("--first"),
            1 << 30,
            Map.of("memlock", -1L),
            "");

    @TempDir
    Path home;

    private Planning planning;

    @BeforeEach
    void store() throws Exception {
        planning = new Planning(home);
    }

    @Test
    void bundledEngineRunsOnTheAgentsJava() throws Exception {
        LaunchPlan plan = planning.executables(new EngineExecutable.Bundled())
                .arguments("--model", "{{model.file}}", "--port", "{{port}}", "--host={{host}}", "a b; rm -rf /")
                .environment(Map.of("DIR", "{{model.directory}}/x"))
                .plan();
        assertThat(plan.program())
                .isEqualTo(new LaunchPlan.OnHost(List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms16m",
                        "-Xmx512m",
                        "-jar",
                        home.resolve("llama-cpp-engine.jar").toString())));
        assertThat(plan.arguments())
                .containsExactly(
                        "--model",
                        planning.model().resolve("tiny.gguf").toString(),
                        "--port",
                        "4711",
                        "--host=127.0.0.1",
                        "a b; rm -rf /");
        assertThat(plan.environment())
                .containsEntry("DIR", planning.model() + "/x")
                .containsEntry("YARD_ENGINE_API_KEY", Assigned.KEY)
                .containsEntry("PATH", "/usr/bin:/bin")
                .containsEntry("CUDA_VISIBLE_DEVICES", "")
                .containsEntry("HIP_VISIBLE_DEVICES", "-1")
                .doesNotContainKey("YARD_JOIN_TOKEN");
        assertThat(plan.toString()).doesNotContain(Assigned.KEY);
    }

    @Test
    void firstExecutableThatIsThereIsStartedAndTheOthersAreToldWhyNot() throws Exception {
        LaunchPlan plan = planning.executables(
                        IMAGE,
                        new EngineExecutable.OnPath("no-such-program"),
                        new EngineExecutable.OnPath("sh", List.of("-c", "true")))
                .plan();
        assertThat(plan.program())
                .isInstanceOfSatisfying(
                        LaunchPlan.OnHost.class,
                        p -> assertThat(p.command())
                                .hasSize(3)
                                .endsWith("-c", "true")
                                .first()
                                .asString()
                                .endsWith("/sh"));
        assertThatThrownBy(() -> planning.executables(IMAGE, new EngineExecutable.OnPath("no-such-program"))
                        .plan())
                .isInstanceOfSatisfying(
                        LaunchProblem.class, e -> assertThat(e.reason()).isEqualTo(InstanceReason.EXECUTABLE_MISSING))
                .hasMessage("This node cannot start fake: this node has no container runtime that the agent uses;"
                        + " there is no program 'no-such-program' on the agent's PATH.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "../bin/sh", "no-such-program", "sh -c true", ""})
    void onlyBareNamesOnPathAreRun(String name) {
        assertThatThrownBy(() ->
                        planning.executables(new EngineExecutable.OnPath(name)).plan())
                .isInstanceOfSatisfying(
                        LaunchProblem.class, e -> assertThat(e.reason()).isEqualTo(InstanceReason.EXECUTABLE_MISSING))
                .hasMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{secret}}",
                "{{engine.key}}",
                "{{port.other}}",
                "{{file.other}}",
                "{{group.rank}}",
                "a\nb",
                "a\0b",
                "bell\u0007",
                "{{model.directory}}/../../etc/passwd",
                "--lora=x={{model.directory}}/..,y",
                "{{instance.directory}}/a/../b"
            })
    void argumentsThatMeanNothingOrTooMuchAreRefused(String argument) {
        assertThatThrownBy(() -> planning.arguments(argument).plan())
                .isInstanceOfSatisfying(
                        LaunchProblem.class, e -> assertThat(e.reason()).isEqualTo(InstanceReason.ARGUMENT_REFUSED));
        assertThatThrownBy(() ->
                        planning.arguments().environment(Map.of("A", argument)).plan())
                .isInstanceOf(LaunchProblem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=B", "1A", "", "CUDA_VISIBLE_DEVICES", "YARD_INSTANCE", "A\nB"})
    void variablesOfTheAgentAndNoNamesAreRefused(String name) {
        assertThatThrownBy(() -> planning.environment(Map.of(name, "c")).plan())
                .isInstanceOfSatisfying(
                        LaunchProblem.class, e -> assertThat(e.reason()).isEqualTo(InstanceReason.ARGUMENT_REFUSED));
    }

    @Test
    void everyPlaceholderIsFilled() throws Exception {
        planning.group = Optional.of(new AssignedGroup("g", 1, 1, 2, "10.0.0.7", Map.of("nccl", 29500), true));
        LaunchPlan plan = planning.arguments(
                        "{{port.metrics}}",
                        "{{instance.directory}}",
                        "{{file.main}}",
                        "{{node.address}}",
                        "{{group.rank}}/{{group.size}}@{{group.leader}}:{{group.port.nccl}}",
                        "{{served.name}}",
                        "{{weights.directory}}")
                .files(new LaunchFile("main", "conf/config.json", "{\"key\": \"{{engine.key}}\", \"p\": {{port}}}"))
                .plan();
        assertThat(plan.arguments())
                .containsExactly(
                        "4712",
                        home + "/i",
                        home + "/i/conf/config.json",
                        "127.0.0.1",
                        "1/2@10.0.0.7:29500",
                        "tiny",
                        planning.store() + "/hub");
        assertThat(plan.files())
                .containsExactly(new LaunchPlan.PlannedFile(
                        Path.of("conf/config.json"), "{\"key\": \"" + Assigned.KEY + "\", \"p\": 4711}"));
        assertThat(plan.toString()).doesNotContain(Assigned.KEY);
    }

    @Test
    void adaptersCanBeOneArgumentBehindOneFlag() throws Exception {
        Path directory = Files.createDirectories(planning.store().resolve("a"));
        Files.writeString(directory.resolve("adapter.gguf"), "adapter");
        planning.lora = new AdapterAbility(
                AdapterAbility.When.AT_START,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("--backend", "pytorch", "--adapters"),
                List.of("{{adapter.name}}={{adapter.file}}", "x"),
                ",",
                "");
        assertThat(planning.arguments("--y").adapter("legal", directory).plan().arguments())
                .containsExactly("--y", "--backend", "pytorch", "--adapters", "legal=" + directory + "/adapter.gguf,x");
        assertThat(new Planning(Files.createDirectories(home.resolve("other")))
                        .arguments("--y")
                        .plan()
                        .arguments())
                .containsExactly("--y");
    }

    @Test
    void devicesAreCountedAsTheEngineSeesThem() throws Exception {
        planning.devices =
                List.of(new AssignedDevice(Vendor.ASCEND, 4, "npu-4"), new AssignedDevice(Vendor.ASCEND, 7, "npu-7"));
        assertThat(planning.arguments("{{devices.count}}", "{{devices.indexes}}")
                        .plan()
                        .arguments())
                .containsExactly("2", "0,1");
    }

    @Test
    void aLinkLeadsToTheModelAndNowhereElse() throws Exception {
        LaunchPlan plan = planning.files(new LaunchFile("weights", "models/blob", "{{model.file}}\n", true))
                .plan();
        assertThat(plan.files())
                .containsExactly(new LaunchPlan.PlannedFile(
                        Path.of("models/blob"),
                        planning.model().resolve("tiny.gguf").toString(),
                        true));
        Path directory = Files.createDirectories(home.resolve("i"));
        LaunchFiles files = new LaunchFiles(home.resolve("lists"));
        files.write("i1", directory, plan.files());
        assertThat(directory.resolve("models/blob")).isSymbolicLink().hasContent("weights");
        files.remove("i1");
        assertThat(directory.resolve("models/blob")).doesNotExist();
        assertThat(planning.model().resolve("tiny.gguf")).exists();
        for (String elsewhere : List.of("/etc/passwd", "{{instance.directory}}/log", "{{model.directory}}/../secret")) {
            assertThatThrownBy(() -> planning.files(new LaunchFile("weights", "models/blob", elsewhere, true))
                            .plan())
                    .isInstanceOfSatisfying(
                            LaunchProblem.class,
                            e -> assertThat(e.reason()).isEqualTo(InstanceReason.ARGUMENT_REFUSED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x", "log", "", "a//b", "a/./b", ".."})
    void filesStayBelowTheInstance(String path) {
        assertThatThrownBy(
                        () -> planning.files(new LaunchFile("main", path, "x")).plan())
                .isInstanceOfSatisfying(
                        LaunchProblem.class, e -> assertThat(e.reason()).isEqualTo(InstanceReason.ARGUMENT_REFUSED));
    }

    @Test
    void modelsAndAdaptersOutsideOfTheStoreAreRefused() throws Exception {
        Path outside = Files.createDirectory(home.resolve("outside"));
        Path link = Files.createSymbolicLink(planning.store().resolve("link"), outside);
        assertThatThrownBy(() -> planning.adapter("a", link).plan()).hasMessageContaining("outside");
        assertThatThrownBy(() ->
                        planning.adapter("a", planning.store().resolve("gone")).plan())
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> planning.adapter("a b", planning.model()).plan())
                .hasMessageContaining("plain name");
    }

    @Test
    void adaptersThatAreThereGetTheirArguments() throws Exception {
        assertThat(planning.adapter("sql", planning.model()).plan().arguments())
                .containsExactly("--lora", "sql=" + planning.model());
    }

    @Test
    void containersSeeTheirOwnPathsAndListenOnTheirOwnNetwork() throws Exception {
        planning.containers = _ -> Optional.empty();
        LaunchPlan plan = planning.executables(IMAGE)
                .arguments("{{host}}:{{port}}", "{{model.file}}", "{{instance.directory}}", "{{file.main}}")
                .files(new LaunchFile("main", "c.json", "{}"))
                .caches(new KernelCache("triton", "TRITON_CACHE_DIR", "k1"))
                .plan();
        assertThat(plan.arguments())
                .containsExactly(
                        "--first",
                        "0.0.0.0:4711",
                        "/yard/shelf/model/tiny.gguf",
                        "/yard/instance",
                        "/yard/instance/c.json");
        assertThat(plan.environment())
                .containsEntry("TRITON_CACHE_DIR", "/yard/kernel-caches/triton")
                .doesNotContainKeys("PATH", "HOME", "HF_HUB_CACHE");
        assertThat(plan.program()).isInstanceOfSatisfying(LaunchPlan.InContainer.class, c -> {
            assertThat(c.ports()).containsExactlyInAnyOrder(4711, 4712);
            assertThat(c.shown()).containsExactly(Map.entry("model", planning.model()));
            assertThat(c.writable())
                    .containsExactly(Map.entry("/yard/kernel-caches/triton", home.resolve("caches/triton/k1")));
            assertThat(c.hostNetwork()).isFalse();
        });
    }

    @Test
    void devicesAreSeenAsTheirVendorSays() throws Exception {
        planning.devices =
                List.of(new AssignedDevice(Vendor.NVIDIA, 3, "GPU-b"), new AssignedDevice(Vendor.NVIDIA, 1, "GPU-a"));
        assertThat(planning.plan().environment())
                .containsEntry("CUDA_VISIBLE_DEVICES", "GPU-b,GPU-a")
                .containsEntry("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
                .doesNotContainKey("HIP_VISIBLE_DEVICES");
        Map<Vendor, String> names = Map.of(
                Vendor.AMD, "HIP_VISIBLE_DEVICES",
                Vendor.ASCEND, "ASCEND_RT_VISIBLE_DEVICES",
                Vendor.INTEL, "ZE_AFFINITY_MASK");
        for (Map.Entry<Vendor, String> e : names.entrySet()) {
            var devices = List.of(new AssignedDevice(e.getKey(), 5, "u5"), new AssignedDevice(e.getKey(), 6, "u6"));
            assertThat(VisibleDevices.of(devices, false)).containsExactly(Map.entry(e.getValue(), "5,6"));
            assertThat(VisibleDevices.of(devices, true)).containsExactly(Map.entry(e.getValue(), "0,1"));
        }
    }

    @Test
    void boundsAreMemoryAndTheProcessorsNextToTheDevices() throws Exception {
        Path nodes = home.resolve("node");
        Files.writeString(Files.createDirectories(nodes.resolve("node1")).resolve("cpulist"), "16-31,48-63\n");
        DeviceFacts near = new DeviceFacts(
                Optional.empty(),
                Optional.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of());
        var one = new AssignedDevice(Vendor.NVIDIA, 0, "GPU-a");
        var far = new AssignedDevice(Vendor.NVIDIA, 1, "GPU-far");
        var cpus = new NumaCpus(nodes, d -> d.equals(one) ? near : DeviceFacts.UNKNOWN);
        assertThat(cpus.near(List.of(one))).isEqualTo("16-31,48-63");
        assertThat(cpus.near(List.of(one, far))).isEmpty();
        assertThat(cpus.near(List.of())).isEmpty();
        assertThat(planning.plan().bounds().memoryBytes()).isEqualTo(Planning.MEMORY);
    }
}
