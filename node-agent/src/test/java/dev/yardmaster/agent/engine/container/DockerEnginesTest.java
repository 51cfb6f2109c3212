package dev.yardmaster.agent.engine.container;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.engine.ContainerPlans;
import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.EnginesContract;
import dev.yardmaster.agent.engine.LaunchPlan;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.RunningEngine;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Engines as containers of Docker, by its Engine API. */
class DockerEnginesTest extends EnginesContract {
    private static final String REFERENCE = "registry.example/tools/shell@" + ContainerPlans.DIGEST;

    private DockerStandIn docker;

    @BeforeEach
    void docker() throws Exception {
        docker = new DockerStandIn(home.resolve("docker.sock"));
        docker.images.put(REFERENCE, List.of(REFERENCE));
        Files.writeString(Files.createDirectories(home.resolve("weights/blobs")).resolve("b1"), "weights");
    }

    @Override
    protected void release() throws Exception {
        docker.close();
    }

    @Override
    protected EngineProcesses engines(Path agentHome) {
        return engines(agentHome, Path.of("/"));
    }

    private EngineProcesses engines(Path agentHome, Path root) {
        return new ContainerEngines(
                new EngineApi(docker.socket()),
                agentHome,
                home.resolve("weights"),
                new DeviceAccesses(root, DeviceLookup.UNKNOWN),
                new HostUser(root, agentHome));
    }

    @Override
    protected LaunchPlan.Program shell() {
        return ContainerPlans.shell("127.0.0.1");
    }

    @Override
    protected Path work(Path directory) {
        return directory.resolve("work");
    }

    private LaunchPlan plan(LaunchPlan.InContainer program, LaunchPlan.Bounds bounds) throws Exception {
        Path directory = Files.createDirectories(home.resolve("instances/i1"));
        return new LaunchPlan(
                "i1",
                program,
                List.of("echo up; sleep 600"),
                Map.of("ENGINE_KEY", KEY, "PATH", "/usr/bin:/bin"),
                directory,
                directory.resolve("log"),
                List.of(),
                bounds);
    }

    private LaunchPlan plan() throws Exception {
        return plan(ContainerPlans.shell("127.0.0.1"), LaunchPlan.Bounds.NONE);
    }

    private void refused(LaunchPlan plan, InstanceReason reason, String sentence) {
        assertThatThrownBy(() -> engines(home).start(plan))
                .isInstanceOfSatisfying(
                        LaunchProblem.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(sentence);
    }

    private Path model() throws Exception {
        Path snapshot = Files.createDirectories(home.resolve("weights/hub/m/snapshots/c"));
        Files.createSymbolicLink(snapshot.resolve("tiny.gguf"), Path.of("../../../../blobs/b1"));
        return snapshot;
    }

    @Test
    void theContainerIsBoundedUnprivilegedAndSeesOnlyItsModel() throws Exception {
        Path cache = Files.createDirectories(home.resolve("caches/triton"));
        var program = new LaunchPlan.InContainer(
                ContainerPlans.image(ContainerPlans.IMAGE, ContainerPlans.DIGEST),
                "10.0.0.7",
                false,
                Set.of(4711, 4712),
                List.of(),
                Map.of("model", model()),
                Map.of("/yard/kernel-caches/triton", cache));
        engines(home).start(plan(program, new LaunchPlan.Bounds(1 << 30, "0-3")));

        JsonNode body = Json.mapper().readTree(docker.creates.getFirst().body());
        JsonNode host = body.path("HostConfig");
        assertThat(body.path("Image").asString()).isEqualTo(REFERENCE);
        assertThat(body.path("WorkingDir").asString()).isEqualTo("/yard/instance");
        assertThat(host.path("CapDrop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(host.path("SecurityOpt").toString()).contains("no-new-privileges");
        assertThat(host.path("Memory").asLong()).isEqualTo(1 << 30);
        assertThat(host.path("CpusetCpus").asString()).isEqualTo("0-3");
        assertThat(host.path("ShmSize").asLong()).isEqualTo(1 << 20);
        assertThat(host.path("Ulimits").toString())
                .contains("\"Name\":\"core\"")
                .contains("memlock");
        assertThat(host.path("PortBindings")
                        .path("4711/tcp")
                        .path(0)
                        .path("HostIp")
                        .asString())
                .isEqualTo("10.0.0.7");
        assertThat(host.path("Mounts").values().stream()
                        .map(m -> m.path("Target").asString() + " "
                                + m.path("ReadOnly").asBoolean()))
                .containsExactly("/yard/shelf true", "/yard/instance false", "/yard/kernel-caches/triton false");
        Path shelf = Path.of(host.path("Mounts").path(0).path("Source").asString());
        assertThat(shelf.resolve("model/tiny.gguf")).hasContent("weights");
        assertThat(Files.isSymbolicLink(shelf.resolve("model/tiny.gguf"))).isFalse();
        assertThat(docker.creates.getFirst().query().toString()).doesNotContain(KEY);
    }

    @Test
    void adaptersThatComeLaterAreShownOnTheShelf() throws Exception {
        RunningEngine engine = engines(home).start(plan());
        assertThat(engine.show("sql", model())).isEqualTo("/yard/shelf/adapters/sql");
        Path shown = home.resolve("shelves/i1/adapters/sql/tiny.gguf");
        assertThat(shown).hasContent("weights");
        engine.hide("sql");
        assertThat(shown).doesNotExist();
        assertThatThrownBy(() -> engine.show("../x", home.resolve("weights/hub")))
                .hasMessageContaining("plain name");
        Path outside = Files.createDirectories(home.resolve("weights/outside"));
        Files.createSymbolicLink(outside.resolve("hosts"), Path.of("/etc/hosts"));
        assertThatThrownBy(() -> engine.show("x", outside)).hasMessageContaining("leads out of the store");
    }

    private static LaunchPlan.InContainer ofGroup() {
        return new LaunchPlan.InContainer(
                ContainerPlans.image(ContainerPlans.IMAGE, ContainerPlans.DIGEST),
                "10.0.0.7",
                true,
                Set.of(4711),
                List.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void groupsHaveTheHostsRdmaDevicesWithoutPrivileges() throws Exception {
        Path root = home.resolve("root");
        for (String file : List.of("infiniband/uverbs0", "infiniband/rdma_cm", "gdrdrv")) {
            Path device = root.resolve("dev").resolve(file);
            Files.createDirectories(device.getParent());
            Files.writeString(device, "");
        }
        engines(home, root).start(plan(ofGroup(), LaunchPlan.Bounds.NONE));
        engines(home, root).killMarked("i1");
        engines(home, root).start(plan());
        JsonNode host = Json.mapper().readTree(docker.creates.getFirst().body()).path("HostConfig");
        assertThat(host.path("Devices").values().stream()
                        .map(d -> d.path("PathOnHost").asString()))
                .containsExactly("/dev/infiniband/rdma_cm", "/dev/infiniband/uverbs0", "/dev/gdrdrv");
        assertThat(host.path("Ulimits").values().stream()
                        .filter(u -> u.path("Name").asString().equals("memlock"))
                        .map(u -> u.path("Hard").asLong()))
                .containsExactly(-1L);
        assertThat(host.path("Privileged").asBoolean()).isFalse();
        assertThat(host.path("CapDrop").toString()).isEqualTo("[\"ALL\"]");
        JsonNode alone = Json.mapper().readTree(docker.creates.get(1).body()).path("HostConfig");
        assertThat(alone.has("Devices")).isFalse();
    }

    @Test
    void groupsShareTheHostsNetwork() throws Exception {
        engines(home).start(plan(ofGroup(), LaunchPlan.Bounds.NONE));
        JsonNode body = Json.mapper().readTree(docker.creates.getFirst().body());
        assertThat(body.path("HostConfig").path("NetworkMode").asString()).isEqualTo("host");
        assertThat(body.has("ExposedPorts")).isFalse();
    }

    @Test
    void nvidiaDevicesGoByCdiWhereTheHostNamesThemAndByTheirRuntimeOtherwise() throws Exception {
        Path root = home.resolve("root");
        var program = new LaunchPlan.InContainer(
                ContainerPlans.image(ContainerPlans.IMAGE, ContainerPlans.DIGEST),
                "127.0.0.1",
                false,
                Set.of(),
                List.of(new AssignedDevice(Vendor.NVIDIA, 1, "GPU-a")),
                Map.of(),
                Map.of());
        engines(home, root).start(plan(program, LaunchPlan.Bounds.NONE));
        engines(home, root).killMarked("i1");
        Files.writeString(
                Files.createDirectories(root.resolve("etc/cdi")).resolve("nvidia.yaml"),
                "cdiVersion: 0.5.0\nkind: nvidia.com/gpu\ndevices:\n- name: \"1\"\n  containerEdits: {}\n- name: all\n");
        engines(home, root).start(plan(program, LaunchPlan.Bounds.NONE));
        assertThat(requested(0)).isEqualTo("[{\"Capabilities\":[[\"gpu\"]],\"DeviceIDs\":[\"GPU-a\"]}]");
        assertThat(requested(1)).isEqualTo("[{\"DeviceIDs\":[\"nvidia.com/gpu=1\"],\"Driver\":\"cdi\"}]");
    }

    private String requested(int create) {
        JsonNode requests = Json.mapper()
                .readTree(docker.creates.get(create).body())
                .path("HostConfig")
                .path("DeviceRequests");
        var sorted = new java.util.TreeMap<String, JsonNode>();
        requests.path(0).properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return Json.mapper().writeValueAsString(List.of(sorted));
    }

    @Test
    void outOfMemoryIsTold() throws Exception {
        docker.nextRunsOutOfMemory = true;
        RunningEngine engine = engines(home).start(plan());
        engine.kill();
        until("ended", () -> !engine.isAlive());
        assertThat(engine.exit().outOfMemory()).isTrue();
    }

    @Test
    void aDaemonThatIsAwayTakesNoEngineWithIt() throws Exception {
        RunningEngine engine = engines(home).start(plan());
        Path log = home.resolve("instances/i1/log");
        until("up", () -> Files.exists(log) && Files.readString(log).equals("up\n"));
        docker.down();
        assertThat(engine.isAlive()).isTrue();
        engine.kill();
        assertThat(engine.isAlive()).isTrue();
        refused(plan(), InstanceReason.ENGINE_EXITED, "no answer");
        docker.up();
        docker.containers().getFirst().signal("SIGKILL");
        until("ended", () -> !engine.isAlive());
        assertThat(log).hasContent("up\n");
    }

    @Test
    void theContainerGoneIsTheEngineGone() throws Exception {
        RunningEngine engine = engines(home).start(plan());
        engines(home).killMarked("i1");
        until("ended", () -> !engine.isAlive());
        assertThat(docker.containers()).isEmpty();
    }

    @Test
    void aNameThatSomebodyElseHasIsSaidAndLeftAlone() throws Exception {
        engines(home).start(plan());
        String name = docker.containers().getFirst().name;
        engines(home).killMarked("i1");
        docker.foreign(name);
        refused(plan(), InstanceReason.ENGINE_EXITED, "already in use");
        assertThat(docker.containers()).hasSize(1);
    }

    @Test
    void anImageThatIsNotThereOrAnotherIsNotStarted() throws Exception {
        docker.images.put(REFERENCE, List.of("registry.example/tools/shell@sha256:" + "00".repeat(32)));
        refused(plan(), InstanceReason.IMAGE_NOT_ALLOWED, "another digest");
        docker.images.clear();
        refused(plan(), InstanceReason.IMAGE_UNAVAILABLE, "not on this node");
        assertThat(docker.creates).isEmpty();
    }

    @Test
    void anOldOrSilentDaemonIsNotUsed() throws Exception {
        docker.apiVersion = "1.24";
        assertThat(new EngineApi(docker.socket()).unavailable().orElse("")).contains("its API is 1.24");
        docker.down();
        assertThat(new EngineApi(docker.socket()).unavailable().orElse("")).contains("no container runtime at");
    }
}
