package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.HardwareKind;
import java.util.List;

/**
 * A machine that an engine runs on.
 *
 * @param devices those that it can compute on; none where it computes on the CPU
 */
public record Usable(Host host, HardwareKind kind, List<Accelerator> devices) {
    public Usable {
        devices = List.copyOf(devices);
    }
}
