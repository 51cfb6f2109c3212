package dev.yardmaster.contract.node;

import java.time.Instant;
import java.util.List;

/** Whether a device can be trusted. Nothing new is placed on one in quarantine, and what runs there is moved. */
public record DeviceHealth(State state, List<Sign> signs) {
    public static final DeviceHealth WELL = new DeviceHealth(State.WELL, List.of());

    public DeviceHealth {
        signs = List.copyOf(signs);
    }

    /** The worst of its signs. */
    public enum State {
        WELL,
        /** Worth a look; it goes on being used. */
        SUSPECT,
        QUARANTINED
    }

    /**
     * Something that was seen.
     *
     * @param code as the vendor counts: {@code XID 79}, {@code ECC uncorrected}, ...
     * @param sentence what it means and what helps
     */
    public record Sign(String code, State weight, String sentence, Instant at) {}
}
