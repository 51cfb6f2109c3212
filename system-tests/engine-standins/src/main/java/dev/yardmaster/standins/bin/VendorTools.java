package dev.yardmaster.standins.bin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The vendor's own tools as shell scripts, by name; they know the questions of their documents and refuse others. */
final class VendorTools {
    private static final long IDLE_MIB = 4;

    private VendorTools() {}

    static Map<String, String> of(Machine machine) {
        return switch (machine.maker()) {
            case NONE -> Map.of();
            case NVIDIA -> Map.of("nvidia-smi", nvidia(machine));
            case AMD -> Map.of("amd-smi", amd(machine), "rocm-smi", rocm(machine));
            case ASCEND -> Map.of("npu-smi", npu(machine));
        };
    }

    private static Map<String, String> fields(Machine machine, int i) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("index", String.valueOf(i));
        cells.put("name", machine.product());
        cells.put("gpu_name", machine.product());
        cells.put("uuid", machine.uuid(i));
        cells.put("gpu_uuid", machine.uuid(i));
        cells.put("serial", "13200000000" + i);
        cells.put("pci.bus_id", "0000" + machine.busId(i));
        cells.put("gpu_bus_id", "0000" + machine.busId(i));
        cells.put("memory.total", String.valueOf(machine.memoryMib()));
        cells.put("memory.used", String.valueOf(IDLE_MIB));
        cells.put("memory.free", String.valueOf(machine.memoryMib() - IDLE_MIB));
        cells.put("memory.reserved", "551");
        cells.put("utilization.gpu", "0");
        cells.put("utilization.memory", "0");
        cells.put("temperature.gpu", "31");
        cells.put("temperature.memory", "40");
        cells.put("power.draw", "71.23");
        cells.put("power.limit", "700.00");
        cells.put("driver_version", machine.driver());
        cells.put("compute_cap", machine.capability());
        cells.put("mig.mode.current", "Disabled");
        cells.put("ecc.mode.current", "Enabled");
        for (String kind : List.of("corrected", "uncorrected")) {
            cells.put("ecc.errors." + kind + ".volatile.total", "0");
            cells.put("ecc.errors." + kind + ".aggregate.total", "0");
        }
        cells.put("retired_pages.pending", "[N/A]");
        cells.put("retired_pages.single_bit_ecc.count", "[N/A]");
        cells.put("retired_pages.double_bit.count", "[N/A]");
        cells.put("clocks_throttle_reasons.active", "0x0000000000000001");
        cells.put("clocks_event_reasons.active", "0x0000000000000001");
        cells.put("persistence_mode", "Enabled");
        cells.put("pstate", "P0");
        cells.put("remapped_rows.correctable", "0");
        cells.put("remapped_rows.uncorrectable", "0");
        cells.put("remapped_rows.pending", "0");
        cells.put("remapped_rows.failure", "0");
        return cells;
    }

    private static String nvidia(Machine machine) {
        String header = String.join("|", fields(machine, 0).keySet());
        String rows = IntStream.range(0, machine.count())
                .mapToObj(i -> String.join("|", fields(machine, i).values()))
                .collect(Collectors.joining("\n"));
        String list = lines(machine, i -> "GPU " + i + ": " + machine.product() + " (UUID: " + machine.uuid(i) + ")");
        return """
                #!/bin/sh
                table() { cat <<'END'
                %s
                %s
                END
                }
                ask() {
                  table | awk -F'|' -v wanted="$1" '
                    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(wanted, want, ",");
                      for (i = 1; i <= n; i++) if (!(want[i] in at)) {
                        print "Field \\"" want[i] "\\" is not a valid field to query."; exit 2 } next }
                    { for (i = 1; i <= n; i++) printf "%%s%%s", $(at[want[i]]), (i < n ? ", " : "\\n") }'
                }
                case "$1" in
                  --query-gpu=*|--query-remapped-rows=*) ask "${1#*=}" ;;
                  --query-retired-pages=*|--query-compute-apps=*) ;;
                  -L) cat <<'END'
                %s
                END
                  ;;
                  topo) cat <<'END'
                %s
                END
                  ;;
                  *) echo "Invalid combination of input arguments. Please run 'nvidia-smi -h' for help."; exit 1 ;;
                esac
                """.formatted(header, rows, list, topology(machine));
    }

    private static String topology(Machine machine) {
        StringJoiner all = new StringJoiner("\n");
        all.add(IntStream.range(0, machine.count()).mapToObj(i -> "\tGPU" + i).collect(Collectors.joining())
                + "\tCPU Affinity\tNUMA Affinity\tGPU NUMA ID");
        for (int row = 0; row < machine.count(); row++) {
            int own = row;
            all.add("GPU" + row + "\t"
                    + IntStream.range(0, machine.count())
                            .mapToObj(i -> i == own ? " X " : "NV18")
                            .collect(Collectors.joining("\t"))
                    + "\t0-1\t0\t\tN/A");
        }
        return all + "\n\nLegend:\n\n  X    = Self\n  NV#  = Connection traversing a bonded set of # NVLinks";
    }

    private static String amd(Machine machine) {
        String statics = json(machine, i -> """
                {"gpu": %d, "asic": {"market_name": "%s", "vendor_id": "0x1002", "asic_serial": "%s",
                 "target_graphics_version": "%s"}, "bus": {"bdf": "%s"},
                 "limit": {"max_power": {"value": 750, "unit": "W"}}, "driver": {"name": "amdgpu", "version": "%s"},
                 "partition": {"compute_partition": "SPX", "memory_partition": "NPS1"}, "numa": {"node": 0, "affinity": 0},
                 "vram": {"type": "HBM", "size": {"value": %d, "unit": "MB"}}}""".formatted(
                        i,
                        machine.product(),
                        machine.uuid(i),
                        machine.capability(),
                        machine.busId(i),
                        machine.driver(),
                        machine.memoryMib()));
        String metrics = json(machine, i -> """
                {"gpu": %d, "usage": {"gfx_activity": {"value": 0, "unit": "%%"}},
                 "power": {"socket_power": {"value": 140, "unit": "W"}},
                 "temperature": {"hotspot": {"value": 40, "unit": "C"}},
                 "ecc": {"total_correctable_count": 0, "total_uncorrectable_count": 0},
                 "mem_usage": {"total_vram": {"value": %d, "unit": "MB"}, "used_vram": {"value": 283, "unit": "MB"},
                  "free_vram": {"value": %d, "unit": "MB"}}}""".formatted(i, machine.memoryMib(), machine.memoryMib() - 283));
        return cases(Map.of("static --json", statics, "metric --json", metrics), "Command '$1' is invalid.", 2);
    }

    private static String rocm(Machine machine) {
        String cards = IntStream.range(0, machine.count())
                .mapToObj(i -> """
                        "card%d": {"Device Name": "%s", "Unique ID": "%s", "GPU use (%%)": "0",
                         "VRAM Total Memory (B)": "%d", "VRAM Total Used Memory (B)": "296747008", "Card Series": "%s",
                         "GFX Version": "%s"}""".formatted(
                                i,
                                machine.product(),
                                machine.uuid(i),
                                machine.memoryMib() << 20,
                                machine.product(),
                                machine.capability()))
                .collect(Collectors.joining(",\n"));
        return "#!/bin/sh\ncat <<'END'\n{" + cards + ",\n\"system\": {\"Driver version\": \"" + machine.driver()
                + "\"}}\nEND\n";
    }

    private static String npu(Machine machine) {
        String rule =
                "+===========================+===============+====================================================+\n";
        String info = """
                +------------------------------------------------------------------------------------------------+
                | npu-smi %-25sVersion: %-42s|
                +---------------------------+---------------+----------------------------------------------------+
                | NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|
                | Chip                      | Bus-Id        | AICore(%%)   Memory-Usage(MB)  HBM-Usage(MB)        |
                """.formatted(machine.driver(), machine.driver())
                + rule
                + IntStream.range(0, machine.count())
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "| %-6d%-20s| OK            | 67.0        44                0    / 0             |\n"
                                        + "| 0                         | %-14s| 0           2505 / 15567      %-5d/ %-12d |\n",
                                i,
                                machine.product(),
                                machine.busId(i),
                                IDLE_MIB,
                                machine.memoryMib()))
                        .collect(Collectors.joining(rule))
                + rule;
        String map =
                "\tNPU ID                         Chip ID                        Chip Logic ID                  Chip Name\n"
                        + lines(
                                machine,
                                i -> String.format(
                                        Locale.ROOT,
                                        "\t%-30d 0                              %-30d Ascend %s",
                                        i,
                                        i,
                                        machine.product()));
        String ecc = "\tHBM Single Bit Error Count               : 0\n\tHBM Double Bit Error Count               : 0\n"
                + "\tChip ID                                  : 0";
        return cases(
                Map.of("info", info.stripTrailing(), "info -m", map, "info -t ecc*", ecc), "Error parameter of $*", 1);
    }

    private static String cases(Map<String, String> answers, String otherwise, int code) {
        StringBuilder script = new StringBuilder("#!/bin/sh\ncase \"$*\" in\n");
        answers.forEach((asked, answer) -> script.append("  ")
                .append(asked.replace(" ", "\\ "))
                .append(") cat <<'END'\n")
                .append(answer)
                .append("\nEND\n  ;;\n"));
        return script + "  *) echo \"" + otherwise + "\"; exit " + code + " ;;\nesac\n";
    }

    private static String json(Machine machine, IntFunction<String> each) {
        return IntStream.range(0, machine.count()).mapToObj(each).collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String lines(Machine machine, IntFunction<String> each) {
        return IntStream.range(0, machine.count()).mapToObj(each).collect(Collectors.joining("\n"));
    }
}
