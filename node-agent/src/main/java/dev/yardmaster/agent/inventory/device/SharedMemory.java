package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.host.Memory;
import dev.yardmaster.agent.inventory.host.MemoryInfo;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** NVIDIA's GPUs that have no memory of their own: their driver tells none, and the host's is what they compute in. */
record SharedMemory(HostFiles files) {
    private static final Pattern PRODUCTS = Pattern.compile("\\b(GB10|Thor|Orin|Xavier|Tegra)\\b");

    Found of(Found found) {
        if (found.devices().stream().noneMatch(SharedMemory::shares) || !files.exists("/proc/meminfo")) {
            return found;
        }
        MemoryInfo host = new Memory(files).look().value();
        List<Seen> devices =
                found.devices().stream().map(s -> shares(s) ? with(s, host) : s).toList();
        List<String> notes = new ArrayList<>(found.notes());
        found.devices().stream()
                .filter(SharedMemory::shares)
                .map(s -> s.device().product() + " computes in the host's memory, which is told as its own")
                .distinct()
                .forEach(notes::add);
        return new Found(devices, notes, found.trouble(), found.aside(), found.asked());
    }

    private static boolean shares(Seen seen) {
        return seen.device().memoryBytes() == 0
                && PRODUCTS.matcher(seen.device().product()).find();
    }

    private static Seen with(Seen seen, MemoryInfo host) {
        Accelerator a = seen.device();
        Accelerator device = new Accelerator(
                a.vendor(),
                a.index(),
                a.uuid(),
                a.product(),
                host.total(),
                host.available(),
                a.computeCapability(),
                a.driver(),
                a.facts(),
                a.health());
        return new Seen(device, seen.symptoms());
    }
}
