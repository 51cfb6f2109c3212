package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import dev.yardmaster.agent.inventory.tool.Tools.Result;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** NVIDIA's devices as {@code nvidia-smi} tells. */
final class NvidiaTool {
    private static final String TOOL = "nvidia-smi";
    private static final List<String> TOPOLOGY = List.of(TOOL, "topo", "-m");
    private static final int MOST_UNKNOWN_FIELDS = 8;
    /** It does not know what it was asked. */
    private static final int BAD_ARGUMENT = 2;
    /** It prints all that it can all the same. */
    private static final int CORRUPTED_INFO_ROM = 14;

    private final Tools tools;
    private final HostFiles files;
    private final Slow<Map<String, NvidiaRows>> rows;
    private final Slow<Map<Integer, Map<Integer, String>>> links;
    private NvidiaQuery query = NvidiaQuery.ALL;

    NvidiaTool(Tools tools, HostFiles files, Clock clock) {
        this.tools = tools;
        this.files = files;
        this.rows = new Slow<>(Duration.ofMinutes(1), clock, Map.of());
        this.links = new Slow<>(Duration.ofMinutes(10), clock, Map.of());
    }

    Found look() {
        Asking asking = new Asking(tools);
        Found listed = list(asking, MOST_UNKNOWN_FIELDS);
        if (listed.devices().isEmpty()) {
            return listed;
        }
        Map<String, NvidiaRows> remapped = rows.get(asking, a -> a.ask(NvidiaRows.COMMAND, NvidiaRows::parse));
        Map<Integer, Map<Integer, String>> reach = listed.devices().size() < 2
                ? Map.of()
                : links.get(asking, a -> a.ask(TOPOLOGY, t -> Matrix.parse(t, "GPU")));
        List<Seen> gpus = listed.devices().stream()
                .map(s -> remembering(s, remapped.get(s.device().uuid()), reach))
                .toList();
        return NvidiaParts.any(gpus) ? parts(asking).apply(gpus, asking.notes()) : Found.all(gpus, asking.notes());
    }

    private Found list(Asking asking, int tries) {
        return switch (asking.run(query.command())) {
            case Result.Absent _ -> Found.NOTHING;
            case Result.Hung(String why) -> asking.failed(new Symptom.ToolHangs(TOOL), why);
            case Result.Output(String text) -> read(asking, text);
            case Result.Failed(String why, int code, String text) -> {
                Optional<NvidiaQuery> fewer = query.without(text);
                if (fewer.isPresent() && tries > 0) {
                    query = fewer.get();
                    yield list(asking, tries - 1);
                }
                yield code == CORRUPTED_INFO_ROM ? corrupted(asking, text, why) : failed(asking, text, code, why);
            }
        };
    }

    private Found read(Asking asking, String text) {
        if (text.startsWith("No devices were found")) {
            asking.note(TOOL + ": no devices were found");
            return Found.all(List.of(), asking.notes());
        }
        return asking.read(List.of(TOOL), text, query::parse)
                .map(devices -> Found.all(devices, asking.notes()))
                .orElseGet(() -> byDetails(asking));
    }

    /** Another way to the same, for a tool that does not understand the list of fields. */
    private Found byDetails(Asking asking) {
        return asking.ask(NvidiaXml.COMMAND, NvidiaDetails::devices)
                .filter(devices -> !devices.isEmpty())
                .map(devices -> {
                    asking.note(TOOL + " did not answer a list of fields; 'nvidia-smi -q -x' answers instead and does"
                            + " not tell compute capabilities");
                    return Found.all(devices, asking.notes());
                })
                .orElseGet(() -> Found.failed(new Symptom.ToolFails(TOOL), asking.notes()));
    }

    private Found corrupted(Asking asking, String text, String why) {
        asking.note(text.lines().filter(l -> l.contains("infoROM")).findFirst().orElse(why));
        String rowsOnly = text.lines()
                .filter(l -> l.split(",").length == query.fields().size())
                .collect(Collectors.joining("\n"));
        return read(asking, rowsOnly);
    }

    private Found failed(Asking asking, String text, int code, String why) {
        if (text.contains("Driver/library version mismatch")) {
            return asking.failed(
                    new Symptom.DriverMismatch("The NVIDIA driver and its library are of different versions"), why);
        }
        asking.note(why);
        if (text.startsWith("No devices were found")) {
            return Found.all(List.of(), asking.notes());
        }
        return code == BAD_ARGUMENT ? byDetails(asking) : Found.failed(new Symptom.ToolFails(TOOL), asking.notes());
    }

    private Seen remembering(
            Seen seen, @org.jspecify.annotations.Nullable NvidiaRows row, Map<Integer, Map<Integer, String>> reach) {
        Seen more = seen.with(f -> {
            f.links = reach.getOrDefault(seen.device().index(), Map.of());
            f.numaNode = f.pciBus.flatMap(p -> Sysfs.numaNode(files, p));
        });
        return row == null ? more : more.and(row.symptoms()).with(f -> f.errors.put("remapped rows", row.remapped()));
    }

    private static NvidiaParts parts(Asking asking) {
        List<NvidiaMig> parts = asking.ask(NvidiaMig.COMMAND, NvidiaMig::parse).orElse(List.of());
        return new NvidiaParts(
                parts, asking.ask(NvidiaXml.COMMAND, NvidiaXml::parts).orElse(Map.of()));
    }
}
