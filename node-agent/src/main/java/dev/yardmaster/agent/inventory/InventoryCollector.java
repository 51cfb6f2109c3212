package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.host.CpuInfo;
import dev.yardmaster.agent.inventory.host.MemoryInfo;
import dev.yardmaster.agent.inventory.host.Space;
import dev.yardmaster.agent.inventory.probe.Watch.Reading;
import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.node.HostFacts;
import dev.yardmaster.contract.node.Inventory;
import java.util.ArrayList;
import java.util.List;

/** Looks at the host. Every fact stands alone: one that cannot be had becomes a note, not a failure. */
public final class InventoryCollector implements AutoCloseable {
    private final String hostname;
    private final HostWatches host;
    private final DeviceWatches devices;

    public InventoryCollector(Site site) {
        this.hostname = site.hostname();
        this.host = new HostWatches(site);
        this.devices = new DeviceWatches(site);
    }

    /** What a server needs to know before anything else: all that is quick to be had, and the devices. */
    public synchronized Inventory first() {
        host.beginQuick();
        return inventory(HostFacts.UNKNOWN, new ArrayList<>());
    }

    /** Everything; what was looked at not long ago is not looked at again. */
    public synchronized Inventory look() {
        host.beginQuick();
        host.beginRest();
        List<String> notes = new ArrayList<>();
        devices.begin();
        return inventory(host.facts(notes), notes);
    }

    /** Devices that people took out of quarantine; true where that is news. */
    public boolean release(List<ReleasedDevice> released) {
        return devices.release(released);
    }

    private Inventory inventory(HostFacts facts, List<String> notes) {
        devices.begin();
        Reading<CpuInfo> cpu = host.cpu();
        Reading<MemoryInfo> memory = host.memory();
        Reading<Space> space = host.space();
        notes.addAll(0, space.notes());
        notes.addAll(0, memory.notes());
        notes.addAll(0, cpu.notes());
        DeviceWatches.Devices found = devices.end();
        notes.addAll(found.notes());
        return new Inventory(
                hostname,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                cpu.value().model(),
                Runtime.getRuntime().availableProcessors(),
                cpu.value().features(),
                memory.value().total(),
                memory.value().available(),
                space.value().total(),
                space.value().free(),
                found.accelerators(),
                facts,
                notes);
    }

    @Override
    public void close() {
        devices.close();
    }
}
