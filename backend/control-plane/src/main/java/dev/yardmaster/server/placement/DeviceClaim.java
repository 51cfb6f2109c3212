package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;

/**
 * What an instance has of one device.
 *
 * @param thousandths of it; {@link #WHOLE} where nobody else may have any
 */
public record DeviceClaim(Accelerator.Vendor vendor, int index, String uuid, int thousandths) {
    public static final int WHOLE = 1000;

    static DeviceClaim of(Accelerator device, int thousandths) {
        return new DeviceClaim(device.vendor(), device.index(), device.uuid(), thousandths);
    }

    /** Tools may count anew after a restart; where there is a UUID, it decides. */
    public boolean isOn(Accelerator device) {
        return vendor == device.vendor()
                && (uuid.isEmpty() || device.uuid().isEmpty() ? index == device.index() : uuid.equals(device.uuid()));
    }
}
