package dev.yardmaster.agent.inventory.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How GPUs reach each other: by how many NVLinks, or over which part of the host. */
record NvmlLinks(NvmlCalls nvml, List<NvmlDevice> gpus) {
    /** Of any GPU that the header of NVML 13 knows; the first that a GPU lacks ends the count. */
    static final int MOST_LINKS = 36;

    static final int TO_SWITCH = 2;
    /** Levels of {@code nvmlGpuTopologyLevel_t}, in the words of {@code nvidia-smi topo -m}. */
    static final Map<Integer, String> PATHS = Map.of(0, "PIX", 10, "PIX", 20, "PXB", 30, "PHB", 40, "NODE", 50, "SYS");

    Map<Integer, Map<Integer, String>> all() {
        Map<Integer, Map<String, Integer>> direct = new HashMap<>();
        for (int i = 0; i < gpus.size(); i++) {
            direct.put(i, nvlinks(gpus.get(i)));
        }
        Map<Integer, Map<Integer, String>> links = new HashMap<>();
        for (int from = 0; from < gpus.size(); from++) {
            Map<Integer, String> row = new HashMap<>();
            for (int to = 0; to < gpus.size(); to++) {
                if (from != to) {
                    int other = to;
                    link(direct, from, to).ifPresent(l -> row.put(other, l));
                }
            }
            links.put(from, row);
        }
        return links;
    }

    /** Through switches every GPU reaches every other with all its links. */
    private Optional<String> link(Map<Integer, Map<String, Integer>> direct, int from, int to) {
        Map<String, Integer> links = direct.getOrDefault(from, Map.of());
        int count = links.getOrDefault("switch", 0)
                + gpus.get(to).pci().map(p -> links.getOrDefault(p, 0)).orElse(0);
        return count > 0
                ? Optional.of("NV" + count)
                : nvml.number(
                                "nvmlDeviceGetTopologyCommonAncestor",
                                gpus.get(from).handle(),
                                gpus.get(to).handle())
                        .map(level -> PATHS.getOrDefault(level, "SYS"));
    }

    /** Links in use, by the PCI address at their other end. */
    private Map<String, Integer> nvlinks(NvmlDevice gpu) {
        Map<String, Integer> links = new HashMap<>();
        for (int link = 0; link < MOST_LINKS; link++) {
            Optional<Integer> active = nvml.number("nvmlDeviceGetNvLinkState", gpu.handle(), link);
            if (active.isEmpty()) {
                break;
            }
            if (active.get() == 1) {
                links.merge(end(gpu, link), 1, Integer::sum);
            }
        }
        return links;
    }

    private String end(NvmlDevice gpu, int link) {
        if (nvml.number("nvmlDeviceGetNvLinkRemoteDeviceType", gpu.handle(), link)
                        .orElse(0)
                == TO_SWITCH) {
            return "switch";
        }
        return NvmlDevice.pci(nvml, "nvmlDeviceGetNvLinkRemotePciInfo_v2", gpu.handle(), link)
                .orElse("");
    }
}
