package dev.yardmaster.agent.doctor;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import dev.yardmaster.contract.node.DeviceHealth.Sign;
import dev.yardmaster.contract.node.DeviceHealth.State;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Accelerators, their drivers and their health. */
record DeviceCheck(Premises premises) implements Check {
    private static final String ABOUT = "devices";
    private static final Map<Vendor, List<String>> NODES = Map.of(
            Vendor.NVIDIA, List.of("/dev/nvidiactl", "/dev/nvidia-uvm"),
            Vendor.AMD, List.of("/dev/kfd"),
            Vendor.ASCEND, List.of("/dev/davinci_manager"));

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        if (premises.inventory().accelerators().isEmpty()) {
            findings.add(Finding.ok(ABOUT, "No accelerator was found: engines run on the CPU."));
        }
        products().forEach((product, devices) -> findings.add(Finding.ok(ABOUT, sentence(product, devices))));
        premises.inventory().accelerators().forEach(a -> signs(a, findings));
        NODES.forEach((vendor, nodes) -> {
            if (!premises.of(vendor).isEmpty()) {
                nodes.forEach(node -> node(node, findings));
            }
        });
        fabric(findings);
        return findings;
    }

    private Map<String, List<Accelerator>> products() {
        return premises.inventory().accelerators().stream()
                .collect(Collectors.groupingBy(
                        a -> a.product()
                                + a.facts().partition().map(p -> " " + p).orElse(""),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static String sentence(String product, List<Accelerator> devices) {
        Accelerator one = devices.getFirst();
        return devices.size() + " × " + product + ", " + Premises.gib(one.memoryBytes()) + " each"
                + named(", ability ", one.computeCapability()) + named(", driver ", one.driver()) + ".";
    }

    private static String named(String label, String value) {
        return value.isEmpty() ? "" : label + value;
    }

    private void signs(Accelerator device, List<Finding> findings) {
        String named = device.vendor() + " " + device.index();
        for (Sign sign : device.health().signs()) {
            String sentence = named + ", " + sign.code() + ": " + sign.sentence();
            if (sign.weight() == State.QUARANTINED) {
                findings.add(Finding.problem(
                        "health",
                        sentence,
                        "When it is cured without a restart of the host: ./yard release "
                                + premises.config().nodeName() + " " + device.uuid()));
            } else if (sign.weight() == State.SUSPECT) {
                findings.add(Finding.warning("health", sentence, look(device.vendor())));
            }
        }
    }

    private static String look(Vendor vendor) {
        return switch (vendor) {
            case NVIDIA -> "nvidia-smi -q -d ECC,ROW_REMAPPER,PERFORMANCE,TEMPERATURE; sudo dmesg | grep -i xid";
            case AMD -> "amd-smi metric --ecc --temperature --power; sudo dmesg | grep -i amdgpu";
            case ASCEND -> "npu-smi info -t health -i NPU";
            case INTEL -> "xpu-smi health -d DEVICE";
            case OTHER -> "See the maker's documentation.";
        };
    }

    private void node(String node, List<Finding> findings) {
        if (!premises.files().exists(node)) {
            findings.add(Finding.warning(
                    ABOUT,
                    node + " is missing, which programs on the device open.",
                    node.contains("uvm") ? "sudo modprobe nvidia-uvm" : "sudo udevadm trigger"));
        } else if (!Files.isReadable(premises.files().at(node))
                || !Files.isWritable(premises.files().at(node))) {
            findings.add(Finding.problem(
                    ABOUT,
                    "This user may not open " + node + ".",
                    "sudo usermod -aG render,video " + premises.environment().getOrDefault("USER", "$USER")
                            + "   (and sign in again)"));
        }
    }

    /** GPUs behind NVSwitch compute only while its manager runs. */
    private void fabric(List<Finding> findings) {
        if (!premises.files().exists("/dev/nvidia-nvswitchctl")) {
            return;
        }
        boolean runs = premises.files().names("/proc").stream()
                .filter(p -> p.matches("\\d+"))
                .flatMap(p -> premises.files().line("/proc/" + p + "/comm").stream())
                .anyMatch(c -> c.startsWith("nv-fabricmanage"));
        findings.add(
                runs
                        ? Finding.ok("fabric", "The manager of the NVSwitch fabric runs.")
                        : Finding.problem(
                                "fabric",
                                "The host has NVSwitches, and nv-fabricmanager does not run: CUDA fails with error 802.",
                                "sudo systemctl enable --now nvidia-fabricmanager"));
    }
}
