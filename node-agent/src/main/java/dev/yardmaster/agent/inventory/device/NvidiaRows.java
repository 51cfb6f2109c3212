package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of memory that were replaced by spare ones, by the UUID of the GPU. */
record NvidiaRows(long remapped, List<Symptom> symptoms) {
    static final List<String> COMMAND = List.of(
            "nvidia-smi",
            "--query-remapped-rows=gpu_uuid,remapped_rows.correctable,remapped_rows.uncorrectable,"
                    + "remapped_rows.pending,remapped_rows.failure",
            "--format=csv,noheader");
    private static final int CELLS = 5;

    /** GPUs without row remapping are left out. */
    static Map<String, NvidiaRows> parse(String csv) {
        Map<String, NvidiaRows> rows = new HashMap<>();
        for (String line : csv.lines().filter(l -> !l.isBlank()).toList()) {
            String[] cells = line.split(",\\s*");
            if (cells.length == CELLS) {
                Cell.whole(cells[1])
                        .flatMap(a -> Cell.whole(cells[2]).map(b -> a + b))
                        .ifPresent(n -> rows.put(cells[0].strip(), new NvidiaRows(n, symptoms(cells[3], cells[4]))));
            }
        }
        return rows;
    }

    private static List<Symptom> symptoms(String pending, String failure) {
        List<Symptom> symptoms = new ArrayList<>();
        if (yes(pending)) {
            symptoms.add(new Symptom.RemapPending());
        }
        if (yes(failure)) {
            symptoms.add(new Symptom.RemapFailed());
        }
        return symptoms;
    }

    private static boolean yes(String cell) {
        return cell.strip().equalsIgnoreCase("yes") || cell.strip().equals("1");
    }
}
