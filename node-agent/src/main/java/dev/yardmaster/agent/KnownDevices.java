package dev.yardmaster.agent;

import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceFacts;
import dev.yardmaster.contract.node.Inventory;
import java.util.List;

/** The devices of the last inventory. */
final class KnownDevices implements DeviceLookup {
    private volatile List<Accelerator> last = List.of();

    Inventory seen(Inventory inventory) {
        last = inventory.accelerators();
        return inventory;
    }

    @Override
    public DeviceFacts facts(AssignedDevice device) {
        return last.stream()
                .filter(a -> a.vendor() == device.vendor())
                .filter(a -> device.uuid().isEmpty()
                        ? a.index() == device.index()
                        : a.uuid().equals(device.uuid()))
                .findFirst()
                .map(Accelerator::facts)
                .orElse(DeviceFacts.UNKNOWN);
    }
}
