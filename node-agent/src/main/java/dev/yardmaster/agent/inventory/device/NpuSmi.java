package dev.yardmaster.agent.inventory;

import dev.yardmaster.contract.node.Accelerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Huawei's {@code npu-smi info}: a table with two rows for each chip, the product first, then the chip's memory. */
final class NpuSmi {
    static final List<String> COMMAND = List.of("npu-smi", "info");
    private static final Pattern VERSION = Pattern.compile("\\|\\s*npu-smi\\s+(\\S+)");
    private static final Pattern PRODUCT =
            Pattern.compile("\\|\\s*\\d+\\s+(\\S*[^\\s\\d]\\S*)\\s*\\|\\s*\\w+\\s*\\|.*");
    private static final Pattern CHIP =
            Pattern.compile("\\|\\s*\\d+(?:\\s+\\d+)?\\s*\\|\\s*([0-9A-Fa-f:.]{7,})\\s*\\|\\s*\\d+\\s+(.*?)\\s*\\|");
    private static final Pattern USED_OF_TOTAL = Pattern.compile("(\\d+)\\s*/\\s*(\\d+)");

    private NpuSmi() {}

    static List<Accelerator> parse(String table) {
        Matcher version = VERSION.matcher(table);
        String driver = version.find() ? version.group(1) : "";
        List<Accelerator> found = new ArrayList<>();
        Optional<String> product = Optional.empty();
        for (String line : table.lines().toList()) {
            Matcher first = PRODUCT.matcher(line);
            Matcher second = CHIP.matcher(line);
            if (product.isPresent() && second.lookingAt()) {
                found.add(chip(found.size(), product.get(), driver, second));
                product = Optional.empty();
            } else if (first.matches()) {
                product = Optional.of(first.group(1));
            }
        }
        return found;
    }

    /** The larger of the two memories is the one that holds weights: HBM, or DDR on chips without HBM. */
    private static Accelerator chip(int index, String product, String driver, Matcher row) {
        long total = 0;
        long used = 0;
        Matcher memory = USED_OF_TOTAL.matcher(row.group(2));
        while (memory.find()) {
            long size = Long.parseLong(memory.group(2));
            if (size > total) {
                total = size;
                used = Long.parseLong(memory.group(1));
            }
        }
        return new Accelerator(
                Accelerator.Vendor.ASCEND,
                index,
                row.group(1),
                "Ascend " + product,
                total << 20,
                Math.max(0, total - used) << 20,
                "",
                driver);
    }
}
