package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node as placement sees it.
 *
 * @param held keys of the weights that are complete on its disk
 * @param claims the instances already placed there
 */
public record Candidate(
        String node,
        boolean reachable,
        boolean cordoned,
        Map<String, String> labels,
        Inventory inventory,
        Set<String> held,
        List<Claim> claims) {
    public Candidate {
        labels = Map.copyOf(labels);
        held = Set.copyOf(held);
        claims = List.copyOf(claims);
    }

    /**
     * What an instance that is placed takes.
     *
     * @param memoryBytes of the host
     * @param failing it fails there again and again
     */
    public record Claim(
            String instance,
            String deployment,
            String modelKey,
            long memoryBytes,
            long weightsBytes,
            List<DeviceClaim> devices,
            boolean failing) {
        public Claim {
            devices = List.copyOf(devices);
        }

        /** Of an engine that computes on the CPU. */
        public Claim(
                String instance,
                String deployment,
                String modelKey,
                long memoryBytes,
                long weightsBytes,
                boolean failing) {
            this(instance, deployment, modelKey, memoryBytes, weightsBytes, List.of(), failing);
        }
    }

    /** Of the memory, one part in ten stays with the operating system and everything else that runs there. */
    public static long allocatable(Inventory inventory) {
        return inventory.memoryBytes() / 10 * 9;
    }

    public long allocatableMemory() {
        return allocatable(inventory);
    }

    public long freeMemory() {
        return allocatableMemory()
                - claims.stream().mapToLong(Claim::memoryBytes).sum();
    }

    /** What nobody has of a device. */
    int freeThousandths(Accelerator device) {
        return DeviceClaim.WHOLE
                - claims.stream()
                        .flatMap(c -> c.devices().stream())
                        .filter(d -> d.isOn(device))
                        .mapToInt(DeviceClaim::thousandths)
                        .sum();
    }

    /** Instances that have something of a device. */
    Stream<String> holders(Accelerator device) {
        return claims.stream()
                .filter(c -> c.devices().stream().anyMatch(d -> d.isOn(device)))
                .map(Claim::instance);
    }

    /** Its devices are to blame: others of the node may do. */
    public boolean isQuarantined(Claim claim) {
        return claim.devices().stream()
                .anyMatch(c -> inventory.accelerators().stream()
                        .filter(c::isOn)
                        .anyMatch(d -> d.health().state() == DeviceHealth.State.QUARANTINED));
    }

    /** Whether what an instance has here cannot be trusted any more. */
    public boolean isQuarantined(String instance) {
        return claims.stream().anyMatch(c -> c.instance().equals(instance) && isQuarantined(c));
    }

    /** Room on disk once the weights that are promised to others have come. */
    public long freeDisk() {
        Map<String, Long> coming = claims.stream()
                .filter(c -> !held.contains(c.modelKey()))
                .collect(Collectors.toMap(Claim::modelKey, Claim::weightsBytes, Math::max));
        return inventory.weightsBytesFree()
                - coming.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether its weights are on disk or on their way. */
    public boolean expects(String modelKey) {
        return held.contains(modelKey)
                || claims.stream().anyMatch(c -> c.modelKey().equals(modelKey));
    }

    public long instancesOf(String deployment) {
        return claims.stream().filter(c -> c.deployment().equals(deployment)).count();
    }

    /** {@code x86-64} and {@code aarch64}, whatever the operating system calls them. */
    public String architecture() {
        return switch (inventory.architecture()) {
            case "amd64", "x86_64", "x86-64" -> "x86-64";
            case "arm64", "aarch64" -> "aarch64";
            case String other -> other;
        };
    }

    public Candidate with(Claim claim) {
        return claiming(Stream.concat(claims.stream(), Stream.of(claim)).toList());
    }

    public Candidate without(String instance) {
        return claiming(
                claims.stream().filter(c -> !c.instance().equals(instance)).toList());
    }

    private Candidate claiming(List<Claim> others) {
        return new Candidate(node, reachable, cordoned, labels, inventory, held, others);
    }
}
