package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.host.CpuInfo;
import dev.yardmaster.agent.inventory.host.MemoryInfo;
import dev.yardmaster.agent.inventory.host.Space;
import dev.yardmaster.agent.inventory.probe.Watch.Reading;
import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.HostFacts;
import dev.yardmaster.contract.node.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the host. Every fact stands alone: one that cannot be had becomes a note, not a failure. */
public final class InventoryCollector implements AutoCloseable {
    /** Device files of vendors whose tools are worth waiting for before a node joins. */
    private static final List<String> SIGNS =
            List.of("/dev/nvidiactl", "/dev/dxg", "/dev/kfd", "/dev/davinci_manager", "/dev/dri");

    private final Site site;
    private final HostWatches host;
    private final Object making = new Object();
    private volatile Optional<DeviceWatches> devices = Optional.empty();

    public InventoryCollector(Site site) {
        this.site = site;
        this.host = new HostWatches(site);
    }

    /** What a server needs to know before anything else: all that is quick to be had, and devices where there are any. */
    public synchronized Inventory first() {
        host.beginQuick();
        boolean any = SIGNS.stream().anyMatch(site.files()::exists);
        return any
                ? withDevices(HostFacts.UNKNOWN, List.of())
                : inventory(HostFacts.UNKNOWN, List.of(), List.of(), List.of());
    }

    /** Everything; what was looked at not long ago is not looked at again. */
    public synchronized Inventory look() {
        host.beginQuick();
        host.beginRest();
        devices().begin();
        List<String> notes = new ArrayList<>();
        HostFacts facts = host.facts(notes);
        return withDevices(facts, notes);
    }

    /** Devices that people took out of quarantine; true where that is news. Never waits for a look. */
    public boolean release(List<ReleasedDevice> released) {
        return (devices.isPresent() || !released.isEmpty()) && devices().release(released);
    }

    private DeviceWatches devices() {
        synchronized (making) {
            DeviceWatches watches = devices.orElseGet(() -> new DeviceWatches(site));
            devices = Optional.of(watches);
            return watches;
        }
    }

    private Inventory withDevices(HostFacts facts, List<String> notes) {
        devices().begin();
        DeviceWatches.Devices found = devices().end();
        return inventory(facts, notes, found.accelerators(), found.notes());
    }

    private Inventory inventory(
            HostFacts facts, List<String> hostNotes, List<Accelerator> accelerators, List<String> deviceNotes) {
        Reading<CpuInfo> cpu = host.cpu();
        Reading<MemoryInfo> memory = host.memory();
        Reading<Space> space = host.space();
        return new Inventory(
                site.hostname(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                cpu.value().model(),
                Runtime.getRuntime().availableProcessors(),
                cpu.value().features(),
                memory.value().total(),
                memory.value().available(),
                space.value().total(),
                space.value().free(),
                accelerators,
                facts,
                Stream.of(cpu.notes(), memory.notes(), space.notes(), hostNotes, deviceNotes)
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    public void close() {
        devices.ifPresent(DeviceWatches::close);
    }
}
