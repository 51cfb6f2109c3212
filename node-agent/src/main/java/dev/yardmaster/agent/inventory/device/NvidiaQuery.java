package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.Pci;
import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields that {@code nvidia-smi} is asked for; older ones know fewer of them and name the one they do not know. */
record NvidiaQuery(List<String> fields) {
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("Field \"([a-z_.]+)\" is not a valid field");
    private static final String THROTTLED = "clocks_throttle_reasons.active";
    /** The newer name of the same. */
    private static final String SLOWED = "clocks_event_reasons.active";

    private static final String UNCORRECTED = "ecc.errors.uncorrected.volatile.total";
    static final NvidiaQuery ALL = new NvidiaQuery(List.of(
            "index",
            "uuid",
            "name",
            "pci.bus_id",
            "memory.total",
            "memory.free",
            "driver_version",
            "compute_cap",
            "temperature.gpu",
            "power.draw",
            "power.limit",
            "utilization.gpu",
            "mig.mode.current",
            "ecc.mode.current",
            "ecc.errors.corrected.volatile.total",
            UNCORRECTED,
            "retired_pages.pending",
            THROTTLED));

    List<String> command() {
        return List.of("nvidia-smi", "--query-gpu=" + String.join(",", fields), "--format=csv,noheader,nounits");
    }

    /** Without the field that a tool says it does not know, or with its other name. */
    Optional<NvidiaQuery> without(String complaint) {
        Matcher unknown = UNKNOWN_FIELD.matcher(complaint);
        if (!unknown.find() || !fields.contains(unknown.group(1))) {
            return Optional.empty();
        }
        String field = unknown.group(1);
        return Optional.of(new NvidiaQuery(fields.stream()
                .filter(f -> !f.equals(field) || f.equals(THROTTLED))
                .map(f -> f.equals(field) ? SLOWED : f)
                .toList()));
    }

    /** Throws {@link IllegalArgumentException} on a line that is not what was asked for. */
    List<Seen> parse(String csv) {
        List<Seen> found = new ArrayList<>();
        for (String line : csv.lines().filter(l -> !l.isBlank()).toList()) {
            if (line.startsWith("WARNING:")) {
                continue;
            }
            String[] cells = line.split(",\\s*");
            if (cells.length != fields.size()) {
                throw new IllegalArgumentException("'" + line.strip() + "' has not " + fields.size() + " cells");
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(fields.get(i), cells[i].strip());
            }
            found.add(seen(row));
        }
        return found;
    }

    private static Seen seen(Map<String, String> row) {
        int index = Integer.parseInt(row.getOrDefault("index", ""));
        Accelerator bare = new Accelerator(
                Accelerator.Vendor.NVIDIA,
                index,
                text(row, "uuid")
                        .or(() -> text(row, "pci.bus_id").flatMap(Pci::address))
                        .orElse("NVIDIA-" + index),
                text(row, "name").orElse(""),
                number(row, "memory.total").map(NvidiaQuery::mebibytes).orElse(0L),
                number(row, "memory.free").map(NvidiaQuery::mebibytes).orElse(0L),
                text(row, "compute_cap").orElse(""),
                text(row, "driver_version").orElse(""));
        return new Seen(bare, symptoms(row)).with(f -> facts(row, f));
    }

    private static void facts(Map<String, String> row, Facts facts) {
        facts.pciBus = text(row, "pci.bus_id").flatMap(Pci::address);
        facts.temperature = number(row, "temperature.gpu");
        facts.powerWatts = number(row, "power.draw");
        facts.powerLimitWatts = number(row, "power.limit");
        facts.utilisation = number(row, "utilization.gpu").map(p -> p / 100);
        facts.ecc = text(row, "ecc.mode.current").map("Enabled"::equals);
        facts.throttled = Throttle.named(mask(row));
        facts.partition =
                text(row, "mig.mode.current").filter("Enabled"::equals).map(_ -> NvidiaParts.DIVIDED);
        facts.error(
                "ECC corrected",
                number(row, "ecc.errors.corrected.volatile.total").map(Math::round));
        facts.error("ECC uncorrected", number(row, UNCORRECTED).map(Math::round));
    }

    private static List<Symptom> symptoms(Map<String, String> row) {
        List<Symptom> symptoms = new ArrayList<>(NvidiaWords.symptoms(row));
        number(row, UNCORRECTED)
                .filter(n -> n > 0)
                .ifPresent(n -> symptoms.add(new Symptom.EccUncorrected(Math.round(n))));
        text(row, "retired_pages.pending")
                .filter("Yes"::equals)
                .ifPresent(_ -> symptoms.add(new Symptom.RemapPending()));
        symptoms.addAll(Throttle.symptoms(mask(row)));
        return symptoms;
    }

    private static long mask(Map<String, String> row) {
        return text(row, THROTTLED)
                .or(() -> text(row, SLOWED))
                .filter(t -> t.matches("0x[0-9a-fA-F]{1,15}"))
                .map(t -> Long.parseLong(t.substring(2), 16))
                .orElse(0L);
    }

    private static Optional<String> text(Map<String, String> row, String field) {
        return Cell.text(row.getOrDefault(field, ""));
    }

    private static Optional<Double> number(Map<String, String> row, String field) {
        return Cell.number(row.getOrDefault(field, ""));
    }

    private static long mebibytes(double mebibytes) {
        return Math.round(mebibytes) << 20;
    }
}
