package dev.yardmaster.agent.inventory;

import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.List;

/** NVIDIA's {@code nvidia-smi}, asked for CSV without header and units; cells in brackets are not available. */
final class NvidiaSmi {
    static final List<String> COMMAND = List.of(
            "nvidia-smi",
            "--query-gpu=index,uuid,name,memory.total,memory.free,compute_cap,driver_version",
            "--format=csv,noheader,nounits");
    private static final int COLUMNS = 7;
    private static final long MEBIBYTE = 1L << 20;

    private NvidiaSmi() {}

    /** Throws {@link IllegalArgumentException} on a line that is not what was asked for. */
    static List<Accelerator> parse(String csv) {
        List<Accelerator> found = new ArrayList<>();
        for (String line : csv.lines().filter(l -> !l.isBlank()).toList()) {
            String[] cells = line.split(",\\s*");
            if (cells.length != COLUMNS) {
                throw new IllegalArgumentException("'" + line.strip() + "' has not " + COLUMNS + " cells");
            }
            found.add(new Accelerator(
                    Accelerator.Vendor.NVIDIA,
                    Integer.parseInt(cells[0].strip()),
                    known(cells[1]),
                    known(cells[2]),
                    mebibytes(cells[3]),
                    mebibytes(cells[4]),
                    known(cells[5]),
                    known(cells[6])));
        }
        return found;
    }

    private static String known(String cell) {
        String value = cell.strip();
        return value.startsWith("[") ? "" : value;
    }

    private static long mebibytes(String cell) {
        String value = known(cell);
        return value.isEmpty() ? 0 : Long.parseLong(value) * MEBIBYTE;
    }
}
