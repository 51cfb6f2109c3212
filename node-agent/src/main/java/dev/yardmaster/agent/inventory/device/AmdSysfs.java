package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel tells of AMD's devices; free of cost, and there without any of ROCm. */
record AmdSysfs(HostFiles files) {
    private static final String NODES = "/sys/class/kfd/kfd/topology/nodes";
    private static final Pattern UNCORRECTED = Pattern.compile("ue: (\\d{1,15})");
    private static final int XGMI = 11;

    /** Devices that compute, in the order of the kernel, which is that of ROCm. */
    List<Seen> devices() {
        List<Seen> found = new ArrayList<>();
        Map<Integer, Integer> numbers = new HashMap<>();
        List<Integer> nodes =
                files.names(NODES).stream().map(Integer::parseInt).sorted().toList();
        for (int node : nodes) {
            if (number(properties(node), "simd_count") > 0) {
                numbers.put(node, numbers.size());
            }
        }
        numbers.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(e -> found.add(device(e.getKey(), e.getValue(), numbers)));
        return found;
    }

    private Seen device(int node, int index, Map<Integer, Integer> numbers) {
        Map<String, String> properties = properties(node);
        String pci = pci(properties);
        String at = Sysfs.PCI + "/" + pci;
        long total = memory(node);
        long used = files.number(at + "/mem_info_vram_used").orElse(total);
        Accelerator device = new Accelerator(
                Accelerator.Vendor.AMD,
                index,
                uuid(properties, pci),
                files.line(at + "/product_name").filter(p -> !p.isEmpty()).orElse("AMD " + pci),
                total,
                Math.max(0, total - used),
                gfx(number(properties, "gfx_target_version")),
                files.line("/sys/module/amdgpu/version").orElse(""));
        return Seen.well(device).with(f -> {
            f.pciBus = Optional.of(pci);
            f.numaNode = Sysfs.numaNode(files, pci);
            f.utilisation = files.number(at + "/gpu_busy_percent").map(p -> p / 100.0);
            f.partition = files.line(at + "/current_compute_partition")
                    .map(c -> c
                            + files.line(at + "/current_memory_partition")
                                    .map(m -> "/" + m)
                                    .orElse(""));
            f.links = links(node, numbers);
        });
    }

    /** Errors that could not be corrected, over all blocks that count them. */
    List<Symptom> symptoms(String pci) {
        String ras = Sysfs.PCI + "/" + pci + "/ras";
        long uncorrected = files.names(ras).stream()
                .filter(n -> n.endsWith("_err_count"))
                .flatMap(n -> files.lines(ras + "/" + n).orElse(List.of()).stream())
                .map(UNCORRECTED::matcher)
                .filter(Matcher::find)
                .mapToLong(m -> Long.parseLong(m.group(1)))
                .sum();
        return uncorrected > 0 ? List.of(new Symptom.EccUncorrected(uncorrected)) : List.of();
    }

    private Map<Integer, String> links(int node, Map<Integer, Integer> numbers) {
        Map<Integer, String> links = new HashMap<>();
        String at = NODES + "/" + node + "/io_links";
        for (String link : files.names(at)) {
            Map<String, String> properties = properties(at + "/" + link + "/properties");
            Optional.ofNullable(numbers.get((int) number(properties, "node_to")))
                    .ifPresent(other -> links.put(other, number(properties, "type") == XGMI ? "XGMI" : "PCIE"));
        }
        return links;
    }

    private long memory(int node) {
        String banks = NODES + "/" + node + "/mem_banks";
        return files.names(banks).stream()
                .mapToLong(b -> number(properties(banks + "/" + b + "/properties"), "size_in_bytes"))
                .sum();
    }

    private static String uuid(Map<String, String> properties, String pci) {
        return Optional.ofNullable(properties.get("unique_id"))
                .filter(u -> u.matches("\\d{1,20}") && !u.equals("0"))
                .map(u -> String.format("0x%016X", Long.parseUnsignedLong(u)))
                .orElse(pci);
    }

    /** For instance 90402 is {@code gfx942}: major, minor and stepping, the last two in one hexadecimal digit each. */
    static String gfx(long version) {
        return version == 0
                ? ""
                : "gfx" + version / 10000 + Long.toHexString(version / 100 % 100) + Long.toHexString(version % 100);
    }

    private static String pci(Map<String, String> properties) {
        long location = number(properties, "location_id");
        return String.format(
                "%04x:%02x:%02x.%d",
                number(properties, "domain"), location >> 8 & 0xff, location >> 3 & 0x1f, location & 7);
    }

    private Map<String, String> properties(int node) {
        return properties(NODES + "/" + node + "/properties");
    }

    private Map<String, String> properties(String file) {
        Map<String, String> all = new HashMap<>();
        files.lines(file).orElse(List.of()).forEach(line -> {
            String[] parts = line.split(" ", 2);
            if (parts.length == 2) {
                all.put(parts[0], parts[1].strip());
            }
        });
        return all;
    }

    private static long number(Map<String, String> properties, String name) {
        return Optional.ofNullable(properties.get(name))
                .filter(v -> v.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
