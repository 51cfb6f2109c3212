package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.Accelerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accelerators by their PCI id. Those of makers without a probe of their own are listed, so that people see them; those of
 * the others are only counted, for a device on the bus that its driver does not show needs a word.
 */
public final class PciProbe implements Probe<PciProbe.Bus> {
    /** {@code 0x0302}: 3D controllers; {@code 0x0380}: other displays; {@code 0x12}: processing accelerators. */
    private static final List<String> CLASSES = List.of("0x0302", "0x0380", "0x12", "0x0b40");

    private static final List<String> DISPLAY = List.of("0x0300");
    private final HostFiles files;

    public PciProbe(HostFiles files) {
        this.files = files;
    }

    /**
     * What is on the bus.
     *
     * @param drivers by address of each device of a vendor with a probe, empty where no driver holds it
     */
    public record Bus(Found others, Map<Accelerator.Vendor, List<String>> driverless) {
        public static final Bus EMPTY = new Bus(Found.NOTHING, Map.of());
    }

    @Override
    public String name() {
        return "devices on the PCI bus";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Sight<Bus> look() {
        Map<String, PciVendors.Maker> makers = PciVendors.known();
        List<Seen> others = new ArrayList<>();
        Map<Accelerator.Vendor, List<String>> driverless = new java.util.EnumMap<>(Accelerator.Vendor.class);
        for (String pci : files.names(Sysfs.PCI)) {
            String at = Sysfs.PCI + "/" + pci;
            String vendor = files.line(at + "/vendor").orElse("");
            Optional<PciVendors.Maker> maker =
                    Optional.ofNullable(makers.get(vendor)).filter(m -> fits(at, m));
            if (maker.isEmpty()) {
                continue;
            }
            boolean driven = files.linkName(at + "/driver").isPresent();
            if (maker.get().vendor() == Accelerator.Vendor.OTHER) {
                others.add(other(pci, at, maker.get(), others.size()));
            } else if (!driven) {
                driverless
                        .computeIfAbsent(maker.get().vendor(), _ -> new ArrayList<>())
                        .add(pci);
            }
        }
        Found found = others.isEmpty() ? Found.NOTHING : Found.all(others, List.of());
        return Sight.of(new Bus(found, driverless));
    }

    private boolean fits(String at, PciVendors.Maker maker) {
        String type = files.line(at + "/class").orElse("");
        return CLASSES.stream().anyMatch(type::startsWith)
                || maker.displays() && DISPLAY.stream().anyMatch(type::startsWith)
                || maker.devices().contains(files.line(at + "/device").orElse(""));
    }

    private Seen other(String pci, String at, PciVendors.Maker maker, int index) {
        String device = files.line(at + "/device").orElse("");
        Accelerator found = new Accelerator(
                Accelerator.Vendor.OTHER,
                index,
                pci,
                maker.name() + " " + device,
                0,
                0,
                "",
                files.linkName(at + "/driver").orElse(""));
        return Seen.well(found).with(f -> {
            f.pciBus = Optional.of(pci);
            f.numaNode = Sysfs.numaNode(files, pci);
        });
    }
}
