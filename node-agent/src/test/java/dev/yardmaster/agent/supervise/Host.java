package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.engine.Cgroups;
import dev.yardmaster.agent.engine.ContainerSupport;
import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.EngineHttp;
import dev.yardmaster.agent.engine.Executables;
import dev.yardmaster.agent.engine.KernelCaches;
import dev.yardmaster.agent.engine.LaunchPlanner;
import dev.yardmaster.agent.engine.OsEngineProcesses;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.engine.Programs;
import dev.yardmaster.agent.instance.Limits;
import dev.yardmaster.agent.journal.JournalEntry;
import dev.yardmaster.agent.journal.MemoryJournal;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.StoreHost;
import dev.yardmaster.agent.weights.WeightsStore;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.InstanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/** A host with real processes, a journal in memory, and weights that are there at once. */
final class Host {
    final MemoryJournal journal = new MemoryJournal();
    Supervisor supervisor;
    private final Path home;
    private final Limits limits;
    private final KernelCaches caches;
    private final Preparation preparation;
    private final OsEngineProcesses processes;
    private final StoreHost disk;
    private final WeightsStore weights;
    private Loop housekeeping;
    private long version;

    Host(Path home) throws IOException {
        this(home, Limits.USUAL);
    }

    /** Waits that are only there for the sake of a real world are short. */
    static Limits quick() {
        return quick(List.of(Duration.ZERO));
    }

    static Limits quick(List<Duration> restarts) {
        Limits usual = Limits.USUAL;
        return new Limits(
                restarts,
                usual.stable(),
                Duration.ofMillis(100),
                usual.killAgain(),
                usual.weightsAgain(),
                usual.fetchAgain(),
                usual.preparing(),
                usual.silence(),
                usual.breath(),
                usual.sick(),
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                usual.groupAgain());
    }

    Host(Path home, Limits limits) throws IOException {
        this(home, limits, _ -> _ -> new Preparation.Ready());
    }

    /** @param preparation over the kernels that are kept here */
    Host(Path home, Limits limits, Function<KernelCaches, Preparation> preparation) throws IOException {
        this.home = home;
        this.limits = limits;
        this.caches = new KernelCaches(home.resolve("kernel-caches"), 0, Clock.systemUTC());
        this.preparation = preparation.apply(caches);
        String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
        this.processes = new OsEngineProcesses(home, new Programs(path), Cgroups.none());
        this.disk = new StoreHost(home.resolve("weights"), Clock.systemUTC());
        disk.origin.files.put("tiny.gguf", Assigned.CONTENT);
        this.weights = disk.store(this::look);
        this.supervisor = build(path);
        this.housekeeping = housekeeping();
    }

    private Supervisor build(String path) {
        var executables = new Executables(Optional.empty(), new Programs(path), ContainerSupport.NONE);
        var planner = new LaunchPlanner(
                Map.of("PATH", path), executables, caches, home.resolve("weights"), DeviceLookup.UNKNOWN);
        var keeper = new EngineKeeper(processes, planner, journal, "127.0.0.1");
        OkHttpClient http = new OkHttpClient();
        var services = new Services(
                keeper,
                preparation,
                new EngineHttp(http, Clock.systemUTC()),
                new EngineCalls(http),
                weights,
                limits,
                Clock.systemUTC());
        return new Supervisor(home.resolve("instances"), journal, processes, services, () -> {});
    }

    private Loop housekeeping() {
        return new Loop("test-housekeeping", () -> {
                    supervisor.refresh();
                    supervisor.logs().forEach(EngineLog::poll);
                    return Duration.ofMillis(100);
                })
                .start();
    }

    private void look() {
        if (housekeeping != null) {
            housekeeping.wake();
        }
    }

    void assign(List<AssignedModel> models, AssignedInstance... instances) {
        supervisor.assign(new Assignment("n1", ++version, models, List.of(instances)));
    }

    /** A new supervisor takes the place of one that was killed. */
    void restart() {
        housekeeping.close();
        supervisor.close();
        supervisor = build(Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        supervisor.recover();
        housekeeping = housekeeping();
    }

    /** As if the old agent had been killed between a launch and writing down its process. */
    void forgetPids() throws IOException {
        for (JournalEntry e : journal.entries()) {
            journal.put(new JournalEntry(
                    e.instanceId(),
                    e.modelKey(),
                    e.launchHash(),
                    e.keyHash(),
                    e.port(),
                    e.ports(),
                    e.restarts(),
                    e.generation(),
                    Optional.empty()));
        }
    }

    Observation seen(String id) {
        return supervisor.observations().observations().stream()
                .filter(o -> o.instanceId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    boolean isIn(String id, InstanceState state) {
        return seen(id).condition().state() == state;
    }

    long pid(String id) {
        return journal.entries().stream()
                .filter(e -> e.instanceId().equals(id))
                .flatMapToLong(e -> e.pid().stream())
                .findFirst()
                .orElse(0);
    }

    static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    void close() throws InterruptedException, IOException {
        supervisor.stopEngines(Duration.ofSeconds(20));
        housekeeping.close();
        supervisor.close();
        weights.close();
        disk.close();
        processes.marked().forEach(processes::killMarked);
    }
}
