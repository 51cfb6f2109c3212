package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.HardwareKind;
import java.util.Optional;

/** Devices and kinds of hardware. */
public final class Hardware {
    private Hardware() {}

    /** Nothing is started on a device of any other maker. */
    public static Optional<HardwareKind> kind(Accelerator device) {
        return switch (device.vendor()) {
            case NVIDIA -> Optional.of(HardwareKind.NVIDIA);
            case AMD -> Optional.of(HardwareKind.AMD);
            case ASCEND -> Optional.of(HardwareKind.ASCEND);
            case INTEL -> Optional.of(HardwareKind.INTEL);
            case OTHER -> Optional.empty();
        };
    }

    public static String word(HardwareKind kind) {
        return switch (kind) {
            case CPU -> "the CPU";
            case NVIDIA -> "NVIDIA devices";
            case AMD -> "AMD devices";
            case ASCEND -> "Ascend devices";
            case INTEL -> "Intel devices";
        };
    }
}
