package dev.yardmaster.agent.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could not be looked at, with what helps; mostly a driver that is missing or does not fit. */
record DriverCheck(Premises premises) implements Check {
    private static final String NVIDIA =
            "sudo apt-get install nvidia-driver-570-server && sudo reboot" + "   (or the package of your distribution)";
    private static final Map<String, String> FIXES = new LinkedHashMap<>();

    static {
        FIXES.put(
                "version mismatch",
                "sudo reboot   (or stop all programs on the GPUs, then: sudo rmmod nvidia_uvm"
                        + " nvidia_drm nvidia_modeset nvidia && sudo modprobe nvidia)");
        FIXES.put(
                "couldn't communicate with the NVIDIA driver",
                "sudo modprobe nvidia   (if that fails: " + NVIDIA + ")");
        FIXES.put("NVIDIA driver is not loaded", "sudo modprobe nvidia   (if that fails: " + NVIDIA + ")");
        FIXES.put("of NVIDIA at", NVIDIA);
        FIXES.put("of AMD at", "sudo amdgpu-install --usecase=dkms,rocm && sudo reboot");
        FIXES.put("of ASCEND at", "sudo ./Ascend-hdk-*-npu-driver_*.run --full && sudo reboot");
        FIXES.put("of INTEL at", "sudo apt-get install intel-i915-dkms xpu-smi && sudo reboot");
        FIXES.put("libnvidia-ml", "sudo apt-get install nvidia-utils-570-server");
        FIXES.put("MIG mode", "sudo nvidia-smi mig -cgi 19,19 -C   (nvidia-smi mig -lgip lists profiles)");
        FIXES.put("infoROM", "Update the GPU's firmware with the vendor's tool, or replace the GPU.");
        FIXES.put("did not answer", "sudo dmesg | grep -iE 'xid|amdgpu|davinci' ; then sudo reboot");
        FIXES.put("still hangs", "sudo reboot");
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (String note : premises.inventory().notes()) {
            if (!ContainerCheck.isAbout(note)) {
                findings.add(finding(note));
            }
        }
        return findings;
    }

    private static Finding finding(String note) {
        return FIXES.entrySet().stream()
                .filter(f -> note.contains(f.getKey()))
                .findFirst()
                .map(f -> Finding.problem("driver", sentence(note), f.getValue()))
                .orElseGet(() -> Finding.warning(
                        "driver", sentence(note), "Run the tool by hand, as the user of the agent, to see more."));
    }

    private static String sentence(String note) {
        return note.endsWith(".") ? note : note + ".";
    }
}
