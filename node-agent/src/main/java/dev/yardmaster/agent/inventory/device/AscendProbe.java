package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import dev.yardmaster.contract.node.Accelerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Huawei's Ascend chips, by {@code npu-smi}. */
public final class AscendProbe implements Probe<Found> {
    private static final List<String> TOPOLOGY = List.of("npu-smi", "info", "-t", "topo");
    private static final String CORRECTED = "HBM Single Bit Error Count";
    private static final String UNCORRECTED = "HBM Double Bit Error Count";

    private final Tools tools;
    private final HostFiles files;
    private final Slow<Map<String, Integer>> numbers;
    private final Slow<Map<Integer, Map<Integer, String>>> links;
    private final Slow<Map<String, Map<String, String>>> errors;

    public AscendProbe(Tools tools, HostFiles files, Clock clock) {
        this.tools = tools;
        this.files = files;
        this.numbers = new Slow<>(Duration.ofMinutes(10), clock, Map.of());
        this.links = new Slow<>(Duration.ofMinutes(10), clock, Map.of());
        this.errors = new Slow<>(Duration.ofMinutes(2), clock, Map.of());
    }

    @Override
    public String name() {
        return "Ascend chips";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Sight<Found> look() {
        Asking asking = new Asking(tools);
        List<NpuTable.Chip> chips = new ArrayList<>();
        Found listed = asking.list(NpuTable.COMMAND, text -> {
            chips.addAll(NpuTable.parse(text));
            return chips.stream().map(NpuTable.Chip::seen).toList();
        });
        if (chips.isEmpty()) {
            return Sight.of(listed);
        }
        Map<String, Integer> counted = numbers.get(asking, a -> a.ask(NpuLines.MAP, NpuLines::logicNumbers));
        Map<Integer, Map<Integer, String>> reach =
                chips.size() < 2 ? Map.of() : links.get(asking, a -> a.ask(TOPOLOGY, t -> Matrix.parse(t, "NPU")));
        Map<String, Map<String, String>> counts = errors.get(asking, a -> Optional.of(errors(a, chips)));
        return Sight.of(Found.all(
                chips.stream().map(c -> whole(c, counted, reach, counts)).toList(), asking.notes()));
    }

    private Map<String, Map<String, String>> errors(Asking asking, List<NpuTable.Chip> chips) {
        Map<String, Map<String, String>> counts = new HashMap<>();
        chips.stream()
                .map(NpuTable.Chip::npu)
                .distinct()
                .forEach(npu -> asking.ask(NpuLines.errors(npu), NpuLines::blocks)
                        .ifPresent(b -> b.forEach((chip, values) -> counts.put(npu + "/" + chip, values))));
        return counts;
    }

    private Seen whole(
            NpuTable.Chip chip,
            Map<String, Integer> counted,
            Map<Integer, Map<Integer, String>> reach,
            Map<String, Map<String, String>> counts) {
        String key = chip.npu() + "/" + chip.chip();
        Accelerator a = chip.seen().device();
        int index = counted.getOrDefault(key, a.index());
        Map<String, String> own = counts.getOrDefault(key, Map.of());
        Optional<Long> uncorrected = Cell.whole(own.getOrDefault(UNCORRECTED, ""));
        Accelerator device = new Accelerator(
                a.vendor(),
                index,
                a.uuid(),
                a.product(),
                a.memoryBytes(),
                a.memoryFreeBytes(),
                "",
                a.driver(),
                a.facts(),
                a.health());
        List<Symptom> more = uncorrected.filter(n -> n > 0).stream()
                .<Symptom>map(Symptom.EccUncorrected::new)
                .toList();
        return new Seen(device, chip.seen().symptoms()).and(more).with(f -> {
            f.links = reach.getOrDefault(index, Map.of());
            f.numaNode = f.pciBus.flatMap(p -> Sysfs.numaNode(files, p));
            f.error("ECC corrected", Cell.whole(own.getOrDefault(CORRECTED, "")));
            f.error("ECC uncorrected", uncorrected);
        });
    }
}
