package dev.yardmaster.agent.engine.container;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.FakeEngine;
import dev.yardmaster.agent.engine.ContainerPlans;
import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.EngineHttp;
import dev.yardmaster.agent.engine.Executables;
import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.engine.LaunchPlanner;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.engine.Programs;
import dev.yardmaster.agent.instance.Limits;
import dev.yardmaster.agent.journal.MemoryJournal;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.supervise.EngineCalls;
import dev.yardmaster.agent.supervise.EngineKeeper;
import dev.yardmaster.agent.supervise.Services;
import dev.yardmaster.agent.supervise.Supervisor;
import dev.yardmaster.agent.weights.StoreHost;
import dev.yardmaster.agent.weights.WeightsStore;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.HttpCall;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An adapter that comes while a container runs is there at the path that its engine is told. */
@Tag("slow")
class AdaptersInContainersTest {
    private static final String REFERENCE = "registry.example/tools/shell@" + ContainerPlans.DIGEST;

    @TempDir
    Path home;

    private DockerStandIn docker;
    private StoreHost disk;
    private WeightsStore weights;
    private Supervisor supervisor;
    private Loop housekeeping;
    private int version;

    @BeforeEach
    void open() throws Exception {
        docker = new DockerStandIn(home.resolve("docker.sock"));
        docker.images.put(REFERENCE, List.of(REFERENCE));
        disk = new StoreHost(home.resolve("weights"), Clock.systemUTC());
        disk.origin.files.put("tiny.gguf", Assigned.CONTENT);
        weights = disk.store(() -> {});
        var containers = new ContainerEngines(
                new EngineApi(docker.socket()),
                home,
                home.resolve("weights"),
                new DeviceAccesses(home.resolve("root"), DeviceLookup.UNKNOWN),
                new HostUser(Path.of("/"), home));
        var caches = new KernelCaches(home.resolve("kernel-caches"), 0, Clock.systemUTC());
        var executables = new Executables(Optional.empty(), new Programs("/usr/bin"), _ -> Optional.empty());
        var planner = new LaunchPlanner(Map.of(), executables, caches, home.resolve("weights"), DeviceLookup.UNKNOWN);
        var journal = new MemoryJournal();
        var http = new OkHttpClient();
        var services = new Services(
                new EngineKeeper(containers, planner, journal, "127.0.0.1"),
                _ -> new Preparation.Ready(),
                new EngineHttp(http, Clock.systemUTC()),
                new EngineCalls(http),
                weights,
                Limits.USUAL,
                Clock.systemUTC());
        supervisor = new Supervisor(home.resolve("instances"), journal, containers, services, () -> {});
        housekeeping = new Loop("test-housekeeping", () -> {
                    supervisor.refresh();
                    return Duration.ofMillis(100);
                })
                .start();
    }

    @AfterEach
    void close() throws Exception {
        supervisor.stopEngines(Duration.ofSeconds(20));
        housekeeping.close();
        supervisor.close();
        weights.close();
        disk.close();
        docker.close();
    }

    private void assign(AssignedAdapter... adapters) {
        supervisor.assign(new Assignment(
                "n1",
                ++version,
                List.of(Assigned.model("m1"), Assigned.model("a1")),
                List.of(instance(List.of(adapters)))));
    }

    private static AssignedInstance instance(List<AssignedAdapter> adapters) {
        AssignedInstance plain = Assigned.running("i1", "m1");
        return new AssignedInstance(
                plain.id(),
                plain.deployment(),
                plain.revision(),
                plain.modelKey(),
                plain.servedName(),
                plain.engineKey(),
                launch(plain.launch()),
                plain.desired(),
                plain.desiredReason(),
                plain.drainFor(),
                List.of(),
                0,
                adapters,
                Optional.empty());
    }

    private static Launch launch(Launch plain) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new Launch(
                plain.runtime(),
                plain.version(),
                List.of(new EngineExecutable.Container(
                        ContainerPlans.IMAGE, ContainerPlans.DIGEST, List.of(java), List.of(), 0, Map.of(), "")),
                FakeEngine.command(),
                Map.of(),
                plain.keyVariable(),
                List.of(),
                List.of(),
                List.of(),
                plain.startup(),
                plain.checks(),
                plain.shutdown(),
                plain.metrics(),
                adapters(),
                Optional.empty());
    }

    private static AdapterAbility adapters() {
        String load = "{\"lora_name\":\"{{adapter.name}}\",\"lora_path\":\"{{adapter.directory}}\"}";
        return new AdapterAbility(
                AdapterAbility.When.AT_RUN_TIME,
                Optional.of(new HttpCall("POST", "/v1/load_lora_adapter", "http", load, Set.of())),
                Optional.of(new HttpCall("POST", "/v1/unload_lora_adapter", "http", load, Set.of())),
                Optional.of(new HttpCall("GET", "/v1/models", "http", "", Set.of())),
                Optional.of(new AdapterAbility.Listed("/data", "id")),
                List.of(),
                "{{adapter.name}}");
    }

    private List<String> loaded() {
        return supervisor.observations().observations().stream()
                .flatMap(o -> o.loaded().stream())
                .toList();
    }

    @Test
    void itIsOnTheShelfWhileItIsLoadedAndGoneAfter() throws Exception {
        assign();
        until("a container runs", () -> !docker.containers().isEmpty());
        String id = docker.containers().getFirst().id;
        assign(new AssignedAdapter("sql", "a1"));
        until("loaded through the mount", () -> loaded().equals(List.of("sql")));
        assertThat(home.resolve("shelves/i1/adapters/sql/tiny.gguf")).hasBinaryContent(Assigned.CONTENT);
        assertThat(docker.containers())
                .singleElement()
                .satisfies(c -> assertThat(c.id).isEqualTo(id));
        assign();
        until("unloaded", () -> loaded().isEmpty());
        until(
                "off the shelf",
                () -> !home.resolve("shelves/i1/adapters/sql").toFile().exists());
    }
}
