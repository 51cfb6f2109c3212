package dev.yardmaster.contract.node;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a node is made of, as its agent found it.
 *
 * @param cpuFeatures flags as the kernel names them: {@code avx2}, {@code avx512f}, {@code amx_tile}, ...
 * @param weightsBytesTotal size of the file system that holds weights
 * @param weightsBytesFree room left on it for the agent's user
 * @param host what else the machine has
 * @param notes what could not be looked at and why, for instance a vendor tool that failed
 */
public record Inventory(
        String hostname,
        String operatingSystem,
        String architecture,
        String cpuModel,
        int cpuCores,
        SortedSet<String> cpuFeatures,
        long memoryBytes,
        long memoryAvailableBytes,
        long weightsBytesTotal,
        long weightsBytesFree,
        List<Accelerator> accelerators,
        HostFacts host,
        List<String> notes) {
    public Inventory {
        cpuFeatures = new TreeSet<>(cpuFeatures);
        accelerators = List.copyOf(accelerators);
        host = host == null ? HostFacts.UNKNOWN : host;
        notes = List.copyOf(notes);
    }

    /** Without a look at what else the machine has. */
    public Inventory(
            String hostname,
            String operatingSystem,
            String architecture,
            String cpuModel,
            int cpuCores,
            SortedSet<String> cpuFeatures,
            long memoryBytes,
            long memoryAvailableBytes,
            long weightsBytesTotal,
            long weightsBytesFree,
            List<Accelerator> accelerators,
            List<String> notes) {
        this(
                hostname,
                operatingSystem,
                architecture,
                cpuModel,
                cpuCores,
                cpuFeatures,
                memoryBytes,
                memoryAvailableBytes,
                weightsBytesTotal,
                weightsBytesFree,
                accelerators,
                HostFacts.UNKNOWN,
                notes);
    }
}
