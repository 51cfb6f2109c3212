package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** AMD's devices: by {@code amd-smi}, else by {@code rocm-smi}, else by what the kernel tells. */
public final class AmdProbe implements Probe<Found> {
    private final Tools tools;
    private final AmdSysfs sysfs;
    private final Slow<Map<Integer, Map<Integer, String>>> links;

    public AmdProbe(Tools tools, HostFiles files, Clock clock) {
        this.tools = tools;
        this.sysfs = new AmdSysfs(files);
        this.links = new Slow<>(Duration.ofMinutes(10), clock, Map.of());
    }

    @Override
    public String name() {
        return "AMD's devices";
    }

    /** Its tools are programs in Python, which take a second of a core. */
    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Sight<Found> look() {
        Asking asking = new Asking(tools);
        Found found = byAmdSmi(asking);
        if (found.devices().isEmpty() && !hangs(found)) {
            Found older = asking.list(RocmSmi.COMMAND, RocmSmi::parse);
            found = older.asked() ? older : found;
        }
        List<Seen> told = sysfs.devices();
        if (found.devices().isEmpty() && !hangs(found) && !told.isEmpty()) {
            found = Found.all(told, asking.notes());
        }
        return Sight.of(completed(found));
    }

    private static boolean hangs(Found found) {
        return found.trouble().filter(Symptom.ToolHangs.class::isInstance).isPresent();
    }

    private Found byAmdSmi(Asking asking) {
        Found listed = asking.list(AmdSmi.STATIC, AmdSmi::devices);
        if (listed.devices().isEmpty()) {
            return listed;
        }
        List<Seen> measured = asking.ask(AmdSmi.METRIC, text -> AmdSmi.measured(listed.devices(), text))
                .orElse(listed.devices());
        Map<Integer, Map<Integer, String>> reach =
                measured.size() < 2 ? Map.of() : links.get(asking, a -> a.ask(AmdSmi.TOPOLOGY, AmdSmi::links));
        return Found.all(
                measured.stream()
                        .map(s -> s.with(
                                f -> f.links = reach.getOrDefault(s.device().index(), Map.of())))
                        .toList(),
                asking.notes());
    }

    /** Errors as the kernel counts them, for what a tool did not count itself. */
    private Found completed(Found found) {
        List<Seen> devices = found.devices().stream()
                .map(s -> s.symptoms().isEmpty()
                        ? s.and(s.device().facts().pciBus().map(sysfs::symptoms).orElse(List.of()))
                        : s)
                .toList();
        return new Found(devices, found.notes(), found.trouble(), found.aside(), found.asked());
    }
}
