package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.DeviceHealth.State;
import java.util.Comparator;
import java.util.List;

/** A device as it was last listed, and what is remembered of it. */
record Known(Accelerator device, List<Entry> entries) {
    Known {
        entries = List.copyOf(entries);
    }

    Accelerator judged() {
        State worst = entries.stream()
                .map(Entry::weight)
                .max(Comparator.naturalOrder())
                .orElse(State.WELL);
        return new Accelerator(
                device.vendor(),
                device.index(),
                device.uuid(),
                device.product(),
                device.memoryBytes(),
                device.memoryFreeBytes(),
                device.computeCapability(),
                device.driver(),
                device.facts(),
                new DeviceHealth(worst, entries.stream().map(Entry::sign).toList()));
    }
}
