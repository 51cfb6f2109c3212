package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.node.Accelerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The variables by which an engine sees the devices that were assigned to it, and no other. */
final class VisibleDevices {
    /** Only the agent sets these. */
    static final Set<String> VARIABLES = Set.of(
            "CUDA_VISIBLE_DEVICES",
            "CUDA_DEVICE_ORDER",
            "NVIDIA_VISIBLE_DEVICES",
            "HIP_VISIBLE_DEVICES",
            "ROCR_VISIBLE_DEVICES",
            "ASCEND_RT_VISIBLE_DEVICES",
            "ASCEND_VISIBLE_DEVICES",
            "ZE_AFFINITY_MASK",
            "ONEAPI_DEVICE_SELECTOR");

    private VisibleDevices() {}

    /** @param counted devices outside of a container keep their numbers; inside they count from 0 */
    static Map<String, String> of(List<AssignedDevice> devices, boolean counted) {
        return devices.isEmpty() ? none() : of(devices.getFirst().vendor(), devices, counted);
    }

    /**
     * ROCm takes an empty variable for one that is not set, and its engines refuse two that differ unless CUDA's is empty;
     * a mask of Level Zero cannot say "none" at all, a filter of oneAPI can.
     */
    private static Map<String, String> none() {
        return Map.of(
                "CUDA_VISIBLE_DEVICES", "",
                "HIP_VISIBLE_DEVICES", "-1",
                "ASCEND_RT_VISIBLE_DEVICES", "",
                "ONEAPI_DEVICE_SELECTOR", "!*:gpu");
    }

    private static Map<String, String> of(Accelerator.Vendor vendor, List<AssignedDevice> devices, boolean counted) {
        Map<String, String> variables = new LinkedHashMap<>();
        switch (vendor) {
            case NVIDIA -> {
                variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
                variables.put("CUDA_VISIBLE_DEVICES", uuids(devices, counted));
            }
            case AMD -> variables.put("HIP_VISIBLE_DEVICES", numbers(devices, counted));
            case ASCEND -> variables.put("ASCEND_RT_VISIBLE_DEVICES", numbers(devices, counted));
            case INTEL -> variables.put("ZE_AFFINITY_MASK", numbers(devices, counted));
            case OTHER -> variables.putAll(none());
        }
        return variables;
    }

    private static String uuids(List<AssignedDevice> devices, boolean counted) {
        boolean known = devices.stream().noneMatch(d -> d.uuid().isBlank());
        return known
                ? devices.stream().map(AssignedDevice::uuid).collect(Collectors.joining(","))
                : numbers(devices, counted);
    }

    private static String numbers(List<AssignedDevice> devices, boolean counted) {
        IntStream numbers =
                counted ? IntStream.range(0, devices.size()) : devices.stream().mapToInt(AssignedDevice::index);
        return numbers.mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
