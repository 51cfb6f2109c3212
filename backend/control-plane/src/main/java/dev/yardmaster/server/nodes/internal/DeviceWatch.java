package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.DeviceHealth.Sign;
import dev.yardmaster.contract.node.DeviceHealth.State;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.nodes.Assignments;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.nodes.NodeReason;
import dev.yardmaster.server.nodes.store.AssignmentStore;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Devices that come into quarantine and out of it; in the caller's transaction. */
@Component
class DeviceWatch {
    private final AssignmentStore store;
    private final Assignments assignments;
    private final EventLog events;

    DeviceWatch(AssignmentStore store, Assignments assignments, EventLog events) {
        this.store = store;
        this.assignments = assignments;
        this.events = events;
    }

    void changed(String node, Inventory before, Inventory now) {
        Map<String, Accelerator> known = before.accelerators().stream()
                .collect(Collectors.toMap(Accelerator::uuid, Function.identity(), (a, _) -> a));
        for (Accelerator device : now.accelerators()) {
            State was = known.getOrDefault(device.uuid(), device).health().state();
            State is = device.health().state();
            boolean first = !known.containsKey(device.uuid());
            if (is == State.QUARANTINED && (first || was != is)) {
                tell(Severity.WARNING, node, NodeReason.DEVICE_QUARANTINED, quarantined(device));
            } else if (was == State.QUARANTINED && is != State.QUARANTINED) {
                tell(Severity.INFO, node, NodeReason.DEVICE_WELL, named(device) + " may be used again.");
            }
        }
    }

    /** Counts signs up to the newest one that is known, so that what the agent sees meanwhile still counts. */
    void release(String node, Inventory inventory, String wanted) {
        Accelerator device = find(node, inventory, wanted);
        List<Sign> held = device.health().signs();
        if (device.health().state() != State.QUARANTINED) {
            throw ProblemException.invalid(
                    "device",
                    named(device) + " is not in quarantine",
                    "only a quarantined device is released; 'yard describe node " + node + "' lists them");
        }
        Instant upTo = held.stream().map(Sign::at).max(Instant::compareTo).orElse(Instant.EPOCH);
        store.release(node, new ReleasedDevice(device.uuid(), upTo));
        assignments.changed(List.of(node));
        tell(
                Severity.INFO,
                node,
                NodeReason.DEVICE_RELEASED,
                named(device) + " was released by a person; it was held back for " + why(device.health()));
    }

    private static Accelerator find(String node, Inventory inventory, String wanted) {
        List<Accelerator> found = inventory.accelerators().stream()
                .filter(a -> a.uuid().equals(wanted))
                .toList();
        if (found.isEmpty()) {
            found = inventory.accelerators().stream()
                    .filter(a -> String.valueOf(a.index()).equals(wanted))
                    .toList();
        }
        if (found.size() > 1) {
            throw ProblemException.invalid(
                    "device", found.size() + " devices have the number " + wanted, "name it by its UUID");
        }
        return found.stream().findFirst().orElseThrow(() -> ProblemException.notFound("device of " + node, wanted));
    }

    private void tell(Severity severity, String node, NodeReason reason, String sentence) {
        events.record(severity, Fleet.CHANGE_KIND, node, reason, sentence);
    }

    private static String quarantined(Accelerator device) {
        return named(device) + " is in quarantine, nothing new is placed on it: " + why(device.health());
    }

    private static String why(DeviceHealth health) {
        return health.signs().stream()
                .filter(s -> s.weight() == State.QUARANTINED)
                .map(s -> s.code() + ": " + s.sentence())
                .collect(Collectors.joining(" "));
    }

    private static String named(Accelerator device) {
        return device.vendor() + " " + device.index() + " (" + device.product() + ", " + device.uuid() + ")";
    }
}
