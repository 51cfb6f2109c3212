package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceFacts;
import dev.yardmaster.contract.node.DeviceHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A device as a probe saw it, and what speaks against it at this moment. */
public record Seen(Accelerator device, List<Symptom> symptoms) {
    public Seen {
        symptoms = List.copyOf(symptoms);
    }

    static Seen well(Accelerator device) {
        return new Seen(device, List.of());
    }

    /** The same with more known of it. */
    Seen with(Consumer<Facts> more) {
        Facts facts = new Facts(device.facts());
        more.accept(facts);
        return new Seen(with(device, facts.build()), symptoms);
    }

    Seen and(List<Symptom> more) {
        List<Symptom> all = new ArrayList<>(symptoms);
        all.addAll(more);
        return new Seen(device, all);
    }

    static Accelerator with(Accelerator a, DeviceFacts facts) {
        return new Accelerator(
                a.vendor(),
                a.index(),
                a.uuid(),
                a.product(),
                a.memoryBytes(),
                a.memoryFreeBytes(),
                a.computeCapability(),
                a.driver(),
                facts,
                DeviceHealth.WELL);
    }
}
