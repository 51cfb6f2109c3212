package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What NVIDIA's driver tells in {@code /proc} where there is neither its tool nor its library: no memory, no health. */
record NvidiaProc(HostFiles files) {
    private static final String DRIVER = "/proc/driver/nvidia";
    private static final Pattern VERSION =
            Pattern.compile("NVRM version: .*?\\s(\\d{3}\\.\\d{1,3}(?:\\.\\d{1,3})?)\\s.*");

    Found look() {
        List<String> buses = files.names(DRIVER + "/gpus");
        if (buses.isEmpty()) {
            return Found.NOTHING;
        }
        List<Seen> found = new ArrayList<>();
        for (String bus : buses) {
            Map<String, String> gpu = information(bus);
            String uuid = gpu.getOrDefault("GPU UUID", bus);
            Accelerator device = new Accelerator(
                    Accelerator.Vendor.NVIDIA,
                    Cell.whole(gpu.getOrDefault("Device Minor", ""))
                            .map(Long::intValue)
                            .orElse(found.size()),
                    uuid.contains("?") ? bus : uuid,
                    gpu.getOrDefault("Model", ""),
                    0,
                    0,
                    "",
                    version().orElse(""));
            Optional<String> pci = Pci.address(bus);
            found.add(Seen.well(device).with(f -> {
                f.pciBus = pci;
                f.numaNode = pci.flatMap(p -> Sysfs.numaNode(files, p));
            }));
        }
        return Found.all(
                found,
                List.of("Neither nvidia-smi nor libnvidia-ml.so.1 is here: memory and health of " + found.size()
                        + " NVIDIA devices are unknown. Install the driver's utilities."));
    }

    /** The version of the loaded driver. */
    Optional<String> version() {
        return files.lines(DRIVER + "/version").orElse(List.of()).stream()
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .findFirst();
    }

    private Map<String, String> information(String bus) {
        Map<String, String> all = new HashMap<>();
        files.lines(DRIVER + "/gpus/" + bus + "/information").orElse(List.of()).forEach(line -> {
            String[] parts = line.split(":", 2);
            if (parts.length == 2) {
                all.put(parts[0].strip(), parts[1].strip());
            }
        });
        return all;
    }
}
