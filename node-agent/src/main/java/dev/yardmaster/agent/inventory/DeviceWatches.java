package dev.yardmaster.agent.inventory;

import dev.yardmaster.agent.inventory.device.AmdProbe;
import dev.yardmaster.agent.inventory.device.AscendProbe;
import dev.yardmaster.agent.inventory.device.Found;
import dev.yardmaster.agent.inventory.device.IntelProbe;
import dev.yardmaster.agent.inventory.device.NvidiaProbe;
import dev.yardmaster.agent.inventory.device.PciProbe;
import dev.yardmaster.agent.inventory.device.Seen;
import dev.yardmaster.agent.inventory.health.DeviceLedger;
import dev.yardmaster.agent.inventory.health.KernelEvent;
import dev.yardmaster.agent.inventory.health.KernelLog;
import dev.yardmaster.agent.inventory.health.Look;
import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Watch;
import dev.yardmaster.agent.inventory.probe.Watch.Reading;
import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All vendors' devices, side by side, and what became of each. */
final class DeviceWatches implements AutoCloseable {
    /** A tool may stumble; one that does so this often in a row tells something. */
    private static final int OFTEN = 3;

    private final Map<Vendor, Watch<Found>> vendors = new EnumMap<>(Vendor.class);
    private final Map<Vendor, Integer> troubles = new EnumMap<>(Vendor.class);
    private final Watch<PciProbe.Bus> bus;
    private final DeviceLedger ledger;
    private final KernelLog kernel;

    DeviceWatches(Site site) {
        put(site, Vendor.NVIDIA, new NvidiaProbe(site.tools(), site.files(), site.clock()));
        put(site, Vendor.AMD, new AmdProbe(site.tools(), site.files(), site.clock()));
        put(site, Vendor.ASCEND, new AscendProbe(site.tools(), site.files(), site.clock()));
        put(site, Vendor.INTEL, new IntelProbe(site.tools(), site.files(), site.clock()));
        this.bus = new Watch<>(new PciProbe(site.files()), PciProbe.Bus.EMPTY, site.clock());
        String boot = site.files().line("/proc/sys/kernel/random/boot_id").orElse("");
        this.ledger = new DeviceLedger(site.home().resolve("devices.json"), boot, site.clock());
        this.kernel = new KernelLog(site.files(), site.tools(), site.clock(), site.news());
    }

    private void put(Site site, Vendor vendor, Probe<Found> probe) {
        vendors.put(vendor, new Watch<>(probe, Found.NOTHING, site.clock()));
    }

    /** What is told of them. */
    record Devices(List<Accelerator> accelerators, List<String> notes) {}

    void begin() {
        vendors.values().forEach(Watch::begin);
        bus.begin();
    }

    Devices end() {
        List<String> notes = new ArrayList<>();
        List<Look> looks = new ArrayList<>();
        vendors.forEach((vendor, watch) -> {
            Reading<Found> reading = watch.end();
            notes.addAll(reading.notes());
            notes.addAll(reading.value().notes());
            looks.add(look(vendor, reading));
        });
        Reading<PciProbe.Bus> seen = bus.end();
        notes.addAll(seen.notes());
        looks.add(look(Vendor.OTHER, new Reading<>(seen.value().others(), List.of(), 0, seen.fresh())));
        seen.value().driverless().forEach((vendor, at) -> notes.add(withoutDriver(vendor, at)));
        boolean any = looks.stream().anyMatch(Look::asked);
        List<KernelEvent> events = any ? kernel.events() : List.of();
        return new Devices(ledger.judge(looks, events), notes);
    }

    private Look look(Vendor vendor, Reading<Found> reading) {
        Found found = reading.value();
        Optional<Symptom> trouble =
                reading.hangs() > 0 ? Optional.of(new Symptom.ToolHangs("the look at " + vendor)) : found.trouble();
        int times = trouble.isEmpty() ? 0 : troubles.getOrDefault(vendor, 0) + (reading.fresh() ? 1 : 0);
        troubles.put(vendor, times);
        Map<Accelerator, List<Symptom>> seen = new LinkedHashMap<>();
        for (Seen device : found.devices()) {
            seen.put(device.device(), device.symptoms());
        }
        boolean telling =
                trouble.filter(Symptom.DriverMismatch.class::isInstance).isPresent() || times >= OFTEN;
        return new Look(
                vendor,
                found.asked() || trouble.isPresent(),
                trouble.isEmpty() ? seen : Map.of(),
                found.aside(),
                trouble.filter(_ -> telling),
                trouble.isEmpty());
    }

    private static String withoutDriver(Vendor vendor, List<String> at) {
        return "No driver holds " + at.size() + " device(s) of " + vendor + " at " + String.join(", ", at)
                + ": install the vendor's driver, or bind it. './yard doctor' says more.";
    }

    boolean release(List<ReleasedDevice> released) {
        return ledger.release(released);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
