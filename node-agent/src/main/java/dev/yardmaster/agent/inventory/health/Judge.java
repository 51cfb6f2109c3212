package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From what was known and what is seen to what is known now. Pure.
 *
 * @param events all that the kernel said since it started
 * @param releases by UUID: signs up to then were overruled by a person
 */
record Judge(List<KernelEvent> events, Map<String, Instant> releases, Instant now) {
    private static final Duration REPEATED_WITHIN = Duration.ofHours(1);
    /** Times in the kernel's log are since its start, which is known to a second only. */
    private static final Duration CLOCK_MOVES = Duration.ofSeconds(3);

    /** @param before by UUID, of all vendors */
    Map<String, Known> judge(Map<String, Known> before, List<Look> looks) {
        Map<String, Known> after = new LinkedHashMap<>();
        for (Look look : looks) {
            if (look.asked()) {
                look.seen().forEach((device, symptoms) -> put(after, before, device, symptoms));
                before.values().stream()
                        .filter(k -> k.device().vendor() == look.vendor()
                                && !after.containsKey(k.device().uuid()))
                        .forEach(k -> missing(after, before, k, look));
            }
        }
        return after;
    }

    private void missing(Map<String, Known> after, Map<String, Known> before, Known known, Look look) {
        if (!look.listed()) {
            put(after, before, known.device(), look.trouble().stream().toList());
        } else if (vanishes(known, look)) {
            put(after, before, known.device(), List.of(new Symptom.Vanished()));
        }
    }

    /** Parts of devices come and go with how a device is divided; a released device is let go. */
    private boolean vanishes(Known known, Look look) {
        boolean released = known.entries().stream()
                .anyMatch(
                        e -> e.code().equals(Verdict.on(new Symptom.Vanished()).code())
                                && overruled(known.device(), e.at()));
        return known.device().facts().parentUuid().isEmpty()
                && !look.aside().contains(known.device().uuid())
                && !released;
    }

    private void put(Map<String, Known> after, Map<String, Known> before, Accelerator device, List<Symptom> symptoms) {
        List<Entry> remembered = Optional.ofNullable(before.get(device.uuid()))
                .map(Known::entries)
                .orElse(List.of());
        after.put(device.uuid(), new Known(device, entries(device, remembered, symptoms)));
    }

    private List<Entry> entries(Accelerator device, List<Entry> remembered, List<Symptom> symptoms) {
        Instant loaded = loaded(device.vendor());
        Map<String, Entry> all = new LinkedHashMap<>();
        remembered.stream().filter(e -> !e.at().isBefore(loaded)).forEach(e -> all.put(e.code(), e));
        for (Symptom symptom : symptoms) {
            Verdict verdict = Verdict.on(symptom);
            Instant since = Optional.ofNullable(all.get(verdict.code()))
                    .filter(e -> !verdict.stays() || e.sentence().equals(verdict.sentence()))
                    .map(Entry::at)
                    .orElse(now);
            all.put(verdict.code(), Entry.condition(verdict, since, now));
        }
        happened(device, loaded).forEach(e -> all.put(e.code(), e));
        return all.values().stream()
                .filter(e -> e.countsAt(now))
                .flatMap(e -> unlessOverruled(device, e).stream())
                .toList();
    }

    private Optional<Entry> unlessOverruled(Accelerator device, Entry entry) {
        Instant at = entry.event() ? entry.at().minus(CLOCK_MOVES) : entry.at();
        if (!overruled(device, at)) {
            return Optional.of(entry);
        }
        boolean holds = !entry.event() && entry.lastSeen().equals(now);
        return holds ? Optional.of(entry.overruled()) : Optional.empty();
    }

    private boolean overruled(Accelerator device, Instant at) {
        return Optional.ofNullable(releases.get(device.uuid()))
                .filter(upTo -> !at.isAfter(upTo))
                .isPresent();
    }

    private List<Entry> happened(Accelerator device, Instant loaded) {
        List<Entry> entries = new ArrayList<>();
        Optional<String> pci = device.facts().pciBus();
        for (KernelEvent event : events) {
            if (event instanceof KernelEvent.Trouble(String at, Symptom symptom, Instant when)
                    && pci.filter(p -> sameSlot(p, at)).isPresent()
                    && !when.isBefore(loaded)) {
                entries.add(Entry.event(Verdict.on(counted(at, symptom, when)), when));
            }
        }
        return entries;
    }

    private Symptom counted(String pci, Symptom symptom, Instant when) {
        return symptom instanceof Symptom.Xid(int number, String text, int _)
                ? new Symptom.Xid(number, text, times(pci, number, when))
                : symptom;
    }

    private int times(String pci, int number, Instant when) {
        return (int) events.stream()
                .filter(e -> e instanceof KernelEvent.Trouble(String at, Symptom.Xid(int n, String _, int _), Instant w)
                        && at.equals(pci)
                        && n == number
                        && !w.isAfter(when)
                        && w.plus(REPEATED_WITHIN).isAfter(when))
                .count();
    }

    /** Errors are told without the function of the device. */
    private static boolean sameSlot(String one, String other) {
        return one.substring(0, one.length() - 2).equals(other.substring(0, other.length() - 2));
    }

    private Instant loaded(Vendor vendor) {
        return events.stream()
                .filter(e -> e instanceof KernelEvent.DriverLoaded(Vendor v, Instant _) && v == vendor)
                .map(KernelEvent::at)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
    }
}
