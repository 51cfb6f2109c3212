package dev.yardmaster.agent.doctor;

import dev.yardmaster.contract.node.Accelerator.Vendor;
import dev.yardmaster.contract.node.HostFacts.ContainerRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Container runtimes, and whether they hand out this host's accelerators. */
record ContainerCheck(Premises premises) implements Check {
    private static final String ABOUT = "containers";

    /** Whether a note of the inventory is about a container runtime. */
    static boolean isAbout(String note) {
        return note.startsWith("docker ") || note.startsWith("podman ") || note.startsWith("nerdctl");
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        List<ContainerRuntime> runtimes = premises.inventory().host().containers();
        premises.inventory().notes().stream().filter(ContainerCheck::isAbout).forEach(n -> findings.add(unheard(n)));
        if (runtimes.isEmpty() && findings.isEmpty()) {
            findings.add(Finding.warning(
                    ABOUT,
                    "No container runtime answers: only engines that are installed as programs can run.",
                    "sudo apt-get install docker.io   (or podman, with: systemctl --user enable --now podman.socket)"));
        }
        runtimes.forEach(r -> handOut(r, findings));
        return findings;
    }

    private Finding unheard(String note) {
        boolean denied = note.toLowerCase(Locale.ROOT).contains("permission denied");
        return Finding.warning(
                ABOUT,
                note + ".",
                denied
                        ? "sudo usermod -aG docker " + premises.environment().getOrDefault("USER", "$USER")
                                + "   (and sign in again)"
                        : "sudo systemctl enable --now docker");
    }

    private void handOut(ContainerRuntime runtime, List<Finding> findings) {
        String named = runtime.name() + " " + runtime.version();
        if (!premises.of(Vendor.NVIDIA).isEmpty()
                && !runtime.devices().contains("cdi")
                && !runtime.devices().contains("nvidia")) {
            findings.add(Finding.problem(ABOUT, named + " answers, and cannot hand out NVIDIA's devices.", nvidia()));
        } else if (!premises.of(Vendor.ASCEND).isEmpty() && !runtime.devices().contains("ascend")) {
            findings.add(Finding.warning(
                    ABOUT,
                    named + " answers, and has no runtime for Ascend: devices are handed out one by one.",
                    "sudo ./Ascend-docker-runtime_*.run --install && sudo systemctl restart docker"));
        } else {
            findings.add(Finding.ok(
                    ABOUT,
                    named + " answers"
                            + (runtime.devices().isEmpty()
                                    ? "."
                                    : " and hands out devices by " + String.join(", ", runtime.devices()) + ".")));
        }
    }

    private String nvidia() {
        return premises.program("nvidia-ctk").isPresent()
                ? "sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml"
                : "sudo apt-get install nvidia-container-toolkit && sudo nvidia-ctk cdi generate"
                        + " --output=/etc/cdi/nvidia.yaml";
    }
}
