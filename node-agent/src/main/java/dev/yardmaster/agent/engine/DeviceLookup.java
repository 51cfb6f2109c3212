package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.node.DeviceFacts;

/** What the last inventory says of a device. */
public interface DeviceLookup {
    /** Where nothing is known. */
    DeviceLookup UNKNOWN = _ -> DeviceFacts.UNKNOWN;

    DeviceFacts facts(AssignedDevice device);
}
