package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceFacts;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.runtimes.memory.Split;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Devices for tests, and a demand that needs so many bytes in all. */
final class Accelerators {
    static final long GIB = 1L << 30;

    private Accelerators() {}

    static Accelerator gpu(int index, long gib) {
        return gpu(index, gib, Map.of(), Optional.empty(), DeviceHealth.WELL);
    }

    static Accelerator gpu(
            int index, long gib, Map<Integer, String> links, Optional<Integer> numa, DeviceHealth health) {
        DeviceFacts u = DeviceFacts.UNKNOWN;
        return new Accelerator(
                Accelerator.Vendor.NVIDIA,
                index,
                "GPU-" + index,
                "NVIDIA H100",
                gib * GIB,
                gib * GIB,
                "9.0",
                "570.86.15",
                new DeviceFacts(
                        u.pciBus(),
                        numa,
                        u.partition(),
                        u.parentUuid(),
                        u.ecc(),
                        u.powerLimitWatts(),
                        u.powerWatts(),
                        u.temperature(),
                        u.utilisation(),
                        List.of(),
                        links,
                        Map.of()),
                health);
    }

    static DeviceHealth quarantined() {
        return new DeviceHealth(
                DeviceHealth.State.QUARANTINED,
                List.of(new DeviceHealth.Sign(
                        "XID 79", DeviceHealth.State.QUARANTINED, "it fell off the bus", Instant.EPOCH)));
    }

    static Candidate node(String name, List<Accelerator> devices) {
        Inventory inventory = new Inventory(
                name,
                "Linux",
                "amd64",
                "test CPU",
                8,
                new TreeSet<>(Set.of("avx2")),
                512 * GIB,
                512 * GIB,
                2000 * GIB,
                2000 * GIB,
                devices,
                List.of());
        return new Candidate(name, true, false, Map.of(), inventory, Set.of(), List.of());
    }

    static Demand demand(DeviceDemand devices) {
        return new Demand(
                "chat",
                "weights-1",
                new MemoryEstimate(10 * GIB, GIB, 0),
                Map.of(),
                Map.of(),
                Optional.of(devices),
                false,
                _ -> Optional.empty());
    }

    /** So many bytes over any power of two of devices. */
    static DeviceDemand total(long gib) {
        return new Total(gib * GIB, DeviceClaim.WHOLE, "");
    }

    /** @param lacks why no device will do; empty where any does */
    record Total(long bytes, int thousandths, String lacks) implements DeviceDemand {
        @Override
        public boolean concerns(Accelerator device) {
            return device.vendor() == Accelerator.Vendor.NVIDIA;
        }

        @Override
        public List<String> against(Accelerator device, Inventory host) {
            return lacks.isEmpty() ? List.of() : List.of(lacks);
        }

        @Override
        public Answer of(DeviceGroup group) {
            for (int devices = 1; devices <= group.count(); devices *= 2) {
                if (bytes <= devices * group.like().memoryBytes() / DeviceClaim.WHOLE * thousandths) {
                    return new Answer.Takes(Split.tensor(devices), bytes / devices, 2 * GIB, "TP" + devices);
                }
            }
            return new Answer.TooLittle("needs " + Bytes.text(bytes) + ", " + group.count() + " devices have "
                    + Bytes.text(group.like().memoryBytes()) + " each");
        }
    }
}
