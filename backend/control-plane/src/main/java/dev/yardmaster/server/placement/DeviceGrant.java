package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.server.runtimes.memory.Split;
import java.util.List;

/**
 * Devices that an instance gets.
 *
 * @param devices by index
 * @param bytesEach on the device that needs most
 * @param hostBytes of the host's memory that it is counted with
 * @param closeness how near they are to each other
 * @param left free devices that stay in the domains that these are from
 * @param domain devices that are free there before
 */
public record DeviceGrant(
        List<Accelerator> devices,
        int thousandths,
        Split split,
        long bytesEach,
        long hostBytes,
        Closeness closeness,
        int left,
        int domain,
        String sentence) {
    public DeviceGrant {
        devices = List.copyOf(devices);
    }

    /** Of devices to each other, the nearest first. */
    public enum Closeness {
        ALONE,
        LINKED,
        SAME_NUMA_NODE,
        UNKNOWN,
        APART
    }

    public List<DeviceClaim> claims() {
        return devices.stream().map(d -> DeviceClaim.of(d, thousandths)).toList();
    }
}
