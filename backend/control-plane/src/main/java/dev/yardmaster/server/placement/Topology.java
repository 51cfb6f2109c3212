package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.server.placement.DeviceGrant.Closeness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the free devices: those that talk to each other fast, from the domain that is just large enough, so that
 * larger ones stay whole.
 */
final class Topology {
    private static final Pattern FAST = Pattern.compile("NV\\d+|.*(XGMI|HCCS|XELINK|XL\\d+).*");
    private static final Comparator<Accelerator> BY_INDEX = Comparator.comparingInt(Accelerator::index);

    private final List<List<Accelerator>> domains;
    private final boolean linked;

    /** @param devices all that are alike, free or not */
    Topology(List<Accelerator> devices) {
        List<Accelerator> sorted = devices.stream().sorted(BY_INDEX).toList();
        this.linked = sorted.stream()
                .flatMap(d -> d.facts().links().values().stream())
                .anyMatch(Topology::fast);
        this.domains = linked ? components(sorted) : byNumaNode(sorted);
    }

    record Picked(List<Accelerator> devices, Closeness closeness, int left, int domain) {}

    /** As many as talk to each other fast; all where no fast links are known: then all are equally slow. */
    int linked() {
        return linked
                ? domains.stream().mapToInt(List::size).max().orElse(1)
                : domains.stream().mapToInt(List::size).sum();
    }

    /** @param free at least {@code number} of the devices */
    Picked pick(List<Accelerator> free, int number) {
        Set<Integer> indices = free.stream().map(Accelerator::index).collect(Collectors.toSet());
        List<List<Accelerator>> rooms = domains.stream()
                .map(d -> d.stream().filter(a -> indices.contains(a.index())).toList())
                .filter(d -> !d.isEmpty())
                .toList();
        Optional<List<Accelerator>> enough =
                rooms.stream().filter(d -> d.size() >= number).min(Comparator.comparingInt(List::size));
        List<Accelerator> picked = enough.map(d -> within(d, number)).orElseGet(() -> across(rooms, number));
        int touched = rooms.stream()
                .filter(d -> d.stream().anyMatch(picked::contains))
                .mapToInt(List::size)
                .sum();
        return new Picked(picked, closeness(picked, enough.isPresent()), touched - number, touched);
    }

    /** Those of one NUMA node where it has enough, else of as few as possible. */
    private static List<Accelerator> within(List<Accelerator> domain, int number) {
        List<List<Accelerator>> nodes = byNumaNode(domain);
        return nodes.stream()
                .filter(n -> n.size() >= number)
                .min(Comparator.comparingInt(List::size))
                .map(n -> n.stream().limit(number).toList())
                .orElseGet(() -> across(nodes, number));
    }

    private static List<Accelerator> across(List<List<Accelerator>> rooms, int number) {
        return rooms.stream()
                .sorted(Comparator.comparing(List<Accelerator>::size).reversed())
                .flatMap(List::stream)
                .limit(number)
                .sorted(BY_INDEX)
                .toList();
    }

    private Closeness closeness(List<Accelerator> picked, boolean oneDomain) {
        if (picked.size() == 1) {
            return Closeness.ALONE;
        }
        if (linked && oneDomain) {
            return Closeness.LINKED;
        }
        Set<Optional<Integer>> nodes =
                picked.stream().map(d -> d.facts().numaNode()).collect(Collectors.toSet());
        boolean known = picked.stream().allMatch(d -> d.facts().numaNode().isPresent());
        return !known ? Closeness.UNKNOWN : nodes.size() == 1 ? Closeness.SAME_NUMA_NODE : Closeness.APART;
    }

    private static boolean fast(String link) {
        return FAST.matcher(link).matches();
    }

    private static List<List<Accelerator>> byNumaNode(List<Accelerator> devices) {
        return List.copyOf(devices.stream()
                .collect(Collectors.groupingBy(
                        d -> d.facts().numaNode().orElse(-1), TreeMap::new, Collectors.toUnmodifiableList()))
                .values());
    }

    private static List<List<Accelerator>> components(List<Accelerator> devices) {
        Map<Integer, Accelerator> byIndex =
                devices.stream().collect(Collectors.toMap(Accelerator::index, d -> d, (a, _) -> a));
        Set<Integer> seen = new HashSet<>();
        List<List<Accelerator>> components = new ArrayList<>();
        for (Accelerator device : devices) {
            if (!seen.contains(device.index())) {
                components.add(component(device, byIndex, seen));
            }
        }
        return components;
    }

    private static List<Accelerator> component(Accelerator from, Map<Integer, Accelerator> byIndex, Set<Integer> seen) {
        List<Accelerator> found = new ArrayList<>();
        Deque<Accelerator> next = new ArrayDeque<>(List.of(from));
        seen.add(from.index());
        while (!next.isEmpty()) {
            Accelerator device = next.remove();
            found.add(device);
            neighbours(device, byIndex).filter(n -> seen.add(n.index())).forEach(next::add);
        }
        return found.stream().sorted(BY_INDEX).toList();
    }

    /** In either direction: some tools tell of a link at one of its ends only. */
    private static Stream<Accelerator> neighbours(Accelerator device, Map<Integer, Accelerator> byIndex) {
        return byIndex.values().stream()
                .filter(other -> fast(device.facts().links().getOrDefault(other.index(), ""))
                        || fast(other.facts().links().getOrDefault(device.index(), "")));
    }
}
