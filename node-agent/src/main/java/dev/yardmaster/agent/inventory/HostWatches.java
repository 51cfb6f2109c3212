package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.host.Containers;
import dev.yardmaster.agent.inventory.host.Cpu;
import dev.yardmaster.agent.inventory.host.CpuInfo;
import dev.yardmaster.agent.inventory.host.EnginePrograms;
import dev.yardmaster.agent.inventory.host.HugePages;
import dev.yardmaster.agent.inventory.host.Memory;
import dev.yardmaster.agent.inventory.host.MemoryInfo;
import dev.yardmaster.agent.inventory.host.Numa;
import dev.yardmaster.agent.inventory.host.Quick;
import dev.yardmaster.agent.inventory.host.Rdma;
import dev.yardmaster.agent.inventory.host.Space;
import dev.yardmaster.agent.inventory.host.WeightsDisk;
import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Watch;
import dev.yardmaster.agent.inventory.probe.Watch.Reading;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.HostFacts;
import dev.yardmaster.contract.node.HostFacts.ContainerRuntime;
import dev.yardmaster.contract.node.HostFacts.Disk;
import dev.yardmaster.contract.node.HostFacts.NumaNode;
import dev.yardmaster.contract.node.HostFacts.RdmaDevice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is looked at beside devices, each on its own cadence. */
final class HostWatches {
    private static final Duration OFTEN = Duration.ofSeconds(10);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final Duration RARELY = Duration.ofMinutes(10);

    private final HostFiles files;
    private final Clock clock;
    private final Watch<CpuInfo> cpu;
    private final Watch<MemoryInfo> memory;
    private final Watch<Space> space;
    private final Watch<List<NumaNode>> numa;
    private final Watch<Map<Long, Long>> hugePages;
    private final Watch<List<RdmaDevice>> rdma;
    private final Watch<Optional<Disk>> disk;
    private final Watch<List<ContainerRuntime>> containers;
    private final Watch<List<String>> programs;

    HostWatches(Site site) {
        this.files = site.files();
        this.clock = site.clock();
        this.cpu = watch("the CPU", RARELY, new Cpu(files)::look, CpuInfo.UNKNOWN);
        this.memory = watch("memory", OFTEN, new Memory(files)::look, new MemoryInfo(0, 0));
        this.space =
                watch("The file system of the weights directory", OFTEN, () -> Space.of(site.weights()), Space.UNKNOWN);
        this.numa = watch("NUMA nodes", RARELY, new Numa(files)::look, List.of());
        this.hugePages = watch("huge pages", SELDOM, new HugePages(files)::look, Map.of());
        this.rdma = watch("RDMA devices", SELDOM, new Rdma(files)::look, List.of());
        this.disk = watch(
                "the disk of the weights", RARELY, new WeightsDisk(files, site.weights())::look, Optional.empty());
        Optional<String> userDirectory = Optional.ofNullable(site.environment().get("XDG_RUNTIME_DIR"));
        this.containers = watch(
                "container runtimes", SELDOM, new Containers(files, site.tools(), userDirectory)::look, List.of());
        EnginePrograms onPath = EnginePrograms.of(site.environment().getOrDefault("PATH", ""));
        this.programs = watch("engines' programs", SELDOM, onPath::look, List.of());
    }

    private <T> Watch<T> watch(String name, Duration every, Quick.Look<T> look, T unknown) {
        Probe<T> probe = new Quick<>(name, every, look);
        return new Watch<>(probe, unknown, clock);
    }

    void beginQuick() {
        cpu.begin();
        memory.begin();
        space.begin();
    }

    void beginRest() {
        numa.begin();
        hugePages.begin();
        rdma.begin();
        disk.begin();
        containers.begin();
        programs.begin();
    }

    Reading<CpuInfo> cpu() {
        return cpu.end();
    }

    Reading<MemoryInfo> memory() {
        return memory.end();
    }

    Reading<Space> space() {
        return space.end();
    }

    HostFacts facts(List<String> notes) {
        return new HostFacts(
                noting(numa, notes),
                noting(hugePages, notes),
                noting(rdma, notes),
                noting(disk, notes),
                noting(containers, notes),
                noting(programs, notes),
                files.line("/proc/sys/kernel/osrelease"));
    }

    private static <T> T noting(Watch<T> watch, List<String> notes) {
        Reading<T> reading = watch.end();
        notes.addAll(reading.notes());
        return reading.value();
    }
}
