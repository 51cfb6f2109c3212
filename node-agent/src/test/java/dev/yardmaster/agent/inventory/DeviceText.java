package dev.yardmaster.agent.inventory;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceFacts;
import dev.yardmaster.contract.node.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Devices and notes as lines that people can compare. */
final class DeviceText {
    private DeviceText() {}

    static List<String> of(Inventory inventory) {
        return Stream.concat(
                        inventory.accelerators().stream().map(DeviceText::of),
                        inventory.notes().stream()
                                .filter(n -> !n.startsWith("No /proc"))
                                .map(n -> "note: " + n))
                .toList();
    }

    private static String of(Accelerator a) {
        List<String> parts = new ArrayList<>(List.of(
                a.vendor() + " " + a.index(),
                a.uuid(),
                a.product(),
                (a.memoryFreeBytes() >> 20) + " of " + (a.memoryBytes() >> 20) + " MiB"));
        add(parts, a.computeCapability());
        add(parts, a.driver());
        facts(parts, a.facts());
        a.health().signs().forEach(s -> parts.add("! " + s.weight() + " " + s.code()));
        return String.join(" | ", parts);
    }

    private static void facts(List<String> parts, DeviceFacts f) {
        f.pciBus().ifPresent(parts::add);
        f.numaNode().ifPresent(n -> parts.add("numa " + n));
        f.partition().ifPresent(p -> parts.add("partition " + p));
        f.parentUuid().ifPresent(p -> parts.add("of " + p));
        f.ecc().ifPresent(e -> parts.add(e ? "ecc" : "no ecc"));
        f.powerWatts().ifPresent(w -> parts.add(w + " W"));
        f.powerLimitWatts().ifPresent(w -> parts.add("limit " + w + " W"));
        f.temperature().ifPresent(t -> parts.add(t + " C"));
        f.utilisation().ifPresent(u -> parts.add("used " + u));
        if (!f.throttled().isEmpty()) {
            parts.add("throttled by " + String.join(", ", f.throttled()));
        }
        if (!f.links().isEmpty()) {
            parts.add(new TreeMap<>(f.links())
                    .entrySet().stream()
                            .map(e -> e.getKey() + ":" + e.getValue())
                            .collect(Collectors.joining(" ")));
        }
        new TreeMap<>(f.errors()).forEach((kind, count) -> {
            if (count > 0) {
                parts.add(count + " " + kind);
            }
        });
    }

    private static void add(List<String> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(text);
        }
    }
}
