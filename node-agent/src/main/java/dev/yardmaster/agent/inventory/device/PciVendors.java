package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who makes accelerators, by PCI id; read from a file beside this class. */
final class PciVendors {
    private PciVendors() {}

    /**
     * @param displays whether its display controllers compute, too
     * @param devices that have a class of their own
     */
    record Maker(Vendor vendor, String name, boolean displays, Set<String> devices) {}

    static Map<String, Maker> known() {
        Map<String, Maker> makers = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(PciVendors.class.getResourceAsStream("pci-vendors.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line : lines.lines()
                    .filter(l -> !l.startsWith("#") && !l.isBlank())
                    .toList()) {
                String[] cells = line.split("\\|");
                Set<String> devices = cells.length > 4
                        ? Set.copyOf(Arrays.asList(cells[4].strip().split(" ")))
                        : Set.of();
                makers.put(
                        cells[0].strip(),
                        new Maker(
                                Vendor.valueOf(cells[1].strip()),
                                cells[2].strip(),
                                cells[3].strip().equals("displays"),
                                devices));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return makers;
    }
}
