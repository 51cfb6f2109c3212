package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.server.placement.DeviceDemand.Answer;
import dev.yardmaster.server.placement.Rejection.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node's accelerators are good for. */
public final class Devices {
    private static final int TOLD = 3;

    private final DeviceDemand demand;
    private final Candidate candidate;

    private Devices(DeviceDemand demand, Candidate candidate) {
        this.demand = demand;
        this.candidate = candidate;
    }

    /** What became of looking at a node. */
    sealed interface Sight {
        record Granted(DeviceGrant grant) implements Sight {}

        /** It has devices for it, but not now, or too small ones. */
        record Refused(List<Rejection> why) implements Sight {}

        /** It has none that the engine computes on. */
        record None(Rejection why) implements Sight {}
    }

    static Sight look(DeviceDemand demand, Candidate candidate) {
        return new Devices(demand, candidate).look();
    }

    private Sight look() {
        List<Accelerator> concerning = whole(candidate.inventory().accelerators()).stream()
                .filter(demand::concerns)
                .toList();
        List<Accelerator> suited =
                concerning.stream().filter(d -> against(d).isEmpty()).toList();
        if (suited.isEmpty()) {
            return new Sight.None(unsuited(concerning));
        }
        List<Accelerator> well = suited.stream()
                .filter(d -> d.health().state() != DeviceHealth.State.QUARANTINED)
                .toList();
        if (well.isEmpty()) {
            return new Sight.Refused(List.of(quarantined(suited)));
        }
        Collection<List<Accelerator>> alike = alike(well);
        return alike.stream()
                .flatMap(g -> grant(g).stream())
                .min(Comparator.comparingInt((DeviceGrant g) -> g.devices().size())
                        .thenComparing(g -> g.devices().getFirst().memoryBytes())
                        .thenComparing(DeviceGrant::closeness)
                        .thenComparing(g -> g.devices().getFirst().index()))
                .<Sight>map(Sight.Granted::new)
                .orElseGet(() -> new Sight.Refused(refused(alike, suited.size() - well.size())));
    }

    /** Devices of one node as groups of those that may serve together. */
    public static List<DeviceGroup> groups(List<Accelerator> devices) {
        return alike(whole(devices)).stream().map(g -> group(g, g.size())).toList();
    }

    /** Without those that are cut into parts. */
    private static List<Accelerator> whole(List<Accelerator> devices) {
        Set<String> cut =
                devices.stream().flatMap(d -> d.facts().parentUuid().stream()).collect(Collectors.toSet());
        return devices.stream().filter(d -> !cut.contains(d.uuid())).toList();
    }

    private List<String> against(Accelerator device) {
        return demand.against(device, candidate.inventory());
    }

    private Rejection unsuited(List<Accelerator> concerning) {
        return concerning.isEmpty()
                ? new Rejection(Reason.NO_SUCH_DEVICE, "has no device that the runtime computes on")
                : new Rejection(
                        Reason.DEVICE_UNSUITED,
                        concerning.stream()
                                .flatMap(d -> against(d).stream())
                                .distinct()
                                .limit(TOLD)
                                .collect(Collectors.joining("; ")));
    }

    private static Rejection quarantined(List<Accelerator> devices) {
        return new Rejection(
                Reason.DEVICE_QUARANTINED,
                devices.stream()
                        .limit(TOLD)
                        .map(d -> "device " + d.index() + " is in quarantine"
                                + d.health().signs().stream()
                                        .filter(s -> s.weight() == DeviceHealth.State.QUARANTINED)
                                        .findFirst()
                                        .map(s -> " (" + s.code() + ": " + s.sentence() + ")")
                                        .orElse(""))
                        .collect(Collectors.joining("; ")));
    }

    /** Only devices that are alike serve together, and parts of a device only alone. */
    private static Collection<List<Accelerator>> alike(List<Accelerator> devices) {
        Map<List<Object>, List<Accelerator>> groups = new LinkedHashMap<>();
        for (Accelerator d : devices) {
            List<Object> key = List.of(
                    d.vendor(),
                    d.product(),
                    d.memoryBytes(),
                    d.computeCapability(),
                    d.driver(),
                    d.facts().partition().isPresent() ? d.index() + d.uuid() : "");
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(d);
        }
        return groups.values();
    }

    private List<Accelerator> free(List<Accelerator> group) {
        return group.stream()
                .filter(d -> candidate.freeThousandths(d) >= demand.thousandths())
                .toList();
    }

    private Optional<DeviceGrant> grant(List<Accelerator> group) {
        List<Accelerator> free = free(group);
        return free.isEmpty()
                ? Optional.empty()
                : switch (demand.of(group(group, free.size()))) {
                    case Answer.TooLittle _ -> Optional.empty();
                    case Answer.Takes takes -> Optional.of(grant(group, free, takes));
                };
    }

    private static DeviceGroup group(List<Accelerator> all, int count) {
        return new DeviceGroup(all.getFirst(), count, new Topology(all).linked());
    }

    private DeviceGrant grant(List<Accelerator> group, List<Accelerator> free, Answer.Takes takes) {
        Topology.Picked picked = new Topology(group).pick(free, takes.split().devices());
        return new DeviceGrant(
                picked.devices(),
                demand.thousandths(),
                takes.split(),
                takes.bytesEach(),
                takes.hostBytes(),
                picked.closeness(),
                picked.left(),
                picked.domain(),
                takes.sentence());
    }

    private List<Rejection> refused(Collection<List<Accelerator>> alike, int quarantined) {
        String besides = quarantined == 0 ? "" : ", " + quarantined + " more are in quarantine";
        return alike.stream()
                .map(g -> switch (demand.of(group(g, g.size()))) {
                    case Answer.TooLittle(var sentence) ->
                        new Rejection(Reason.TOO_LITTLE_DEVICE_MEMORY, sentence + besides);
                    case Answer.Takes takes -> tooFew(g, takes, besides);
                })
                .distinct()
                .limit(TOLD)
                .toList();
    }

    private Rejection tooFew(List<Accelerator> group, Answer.Takes takes, String besides) {
        String holders = group.stream()
                .flatMap(candidate::holders)
                .distinct()
                .sorted()
                .limit(TOLD)
                .collect(Collectors.joining(", "));
        return new Rejection(
                Reason.TOO_FEW_DEVICES_FREE,
                "needs " + takes.split().devices() + " of its " + group.size() + " "
                        + group.getFirst().product()
                        + (group.size() == 1 ? " device" : " devices") + ", "
                        + free(group).size() + " are free"
                        + (holders.isEmpty() ? "" : ": " + holders + " has the others")
                        + besides);
    }
}
