package dev.yardmaster.cli.document;

import static dev.yardmaster.cli.output.Words.age;
import static dev.yardmaster.cli.output.Words.bytes;

import dev.yardmaster.cli.output.Table;
import dev.yardmaster.contract.deployment.InstanceDevice;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.HostFacts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Devices of a node, and what else its machine has, for people; what is unknown is left out. */
final class DeviceLines {
    private DeviceLines() {}

    static Map<String, String> of(HostFacts host) {
        Map<String, String> lines = new LinkedHashMap<>();
        host.disk().ifPresent(d -> lines.put("Disk kind", d.kind() + ", " + d.fileSystem() + " on " + d.device()));
        add(
                lines,
                "NUMA nodes",
                host.numaNodes().stream()
                        .map(n -> n.id() + ": CPUs " + n.cpus() + ", " + bytes(n.memoryBytes()))
                        .collect(Collectors.joining("; ")));
        add(
                lines,
                "Huge pages",
                new TreeMap<>(host.hugePages())
                        .entrySet().stream()
                                .map(e -> e.getValue() + " free of " + bytes(e.getKey()) + " each")
                                .collect(Collectors.joining(", ")));
        add(
                lines,
                "RDMA",
                host.rdma().stream().map(r -> r.name() + " " + r.rate()).collect(Collectors.joining(", ")));
        add(
                lines,
                "Containers",
                host.containers().stream()
                        .map(c -> c.name() + " " + c.version() + " " + c.devices())
                        .collect(Collectors.joining(", ")));
        add(lines, "Programs", String.join(" ", host.programs()));
        return lines;
    }

    /** Those of an instance in one line. */
    static String of(List<InstanceDevice> devices) {
        return devices.isEmpty()
                ? "-"
                : devices.stream().map(d -> d.vendor() + " " + d.index()).collect(Collectors.joining(", "));
    }

    static Table instance(List<InstanceDevice> devices) {
        Table table = new Table(List.of("NODE", "DEVICE", "SHARE", "UUID"));
        devices.forEach(d -> table.row(
                List.of(d.node(), d.vendor() + " " + d.index(), Math.round(d.share() * 100) + " %", d.uuid())));
        return table;
    }

    static Table table(List<Accelerator> devices) {
        Table table = new Table(List.of("DEVICE", "PRODUCT", "MEMORY", "ABILITY", "DRIVER", "HEALTH", "UUID"));
        for (Accelerator a : devices) {
            table.row(List.of(
                    a.vendor() + " " + a.index(),
                    a.product()
                            + a.facts()
                                    .partition()
                                    .filter(p -> !a.product().contains(p))
                                    .map(p -> " " + p)
                                    .orElse(""),
                    bytes(a.memoryFreeBytes()) + " free of " + bytes(a.memoryBytes()),
                    a.computeCapability(),
                    a.driver(),
                    a.health().state().name().toLowerCase(Locale.ROOT),
                    a.uuid()));
        }
        return table;
    }

    static Table signs(List<Accelerator> devices, Instant now) {
        Table table = new Table(List.of("DEVICE", "AGE", "SIGN", "WHAT"));
        devices.forEach(a -> a.health()
                .signs()
                .forEach(s ->
                        table.row(List.of(a.vendor() + " " + a.index(), age(s.at(), now), s.code(), s.sentence()))));
        return table;
    }

    private static void add(Map<String, String> lines, String label, String text) {
        Optional.of(text).filter(t -> !t.isBlank()).ifPresent(t -> lines.put(label, t));
    }
}
