package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Intel's devices, by {@code xpu-smi}. */
public final class IntelProbe implements Probe<Found> {
    private final Tools tools;
    private final HostFiles files;
    private final Clock clock;
    private final Map<Integer, Slow<List<Symptom>>> health = new HashMap<>();

    public IntelProbe(Tools tools, HostFiles files, Clock clock) {
        this.tools = tools;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "Intel's devices";
    }

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
        Found listed = asking.list(XpuSmi.LIST, XpuSmi::devices);
        if (listed.devices().isEmpty()) {
            return Sight.of(listed);
        }
        return Sight.of(
                Found.all(listed.devices().stream().map(s -> whole(asking, s)).toList(), asking.notes()));
    }

    private Seen whole(Asking asking, Seen listed) {
        int id = listed.device().index();
        Seen detailed = asking.ask(XpuSmi.one("discovery", id), json -> XpuSmi.detailed(listed, json))
                .orElse(listed);
        Seen measured = asking.ask(XpuSmi.one("stats", id), json -> XpuSmi.measured(detailed, json))
                .orElse(detailed);
        List<Symptom> symptoms = health.computeIfAbsent(id, _ -> new Slow<>(Duration.ofMinutes(1), clock, List.of()))
                .get(asking, a -> a.ask(XpuSmi.one("health", id), XpuSmi::symptoms));
        return measured.and(symptoms).with(f -> f.numaNode = f.pciBus.flatMap(p -> Sysfs.numaNode(files, p)));
    }
}
