package dev.yardmaster.server.placement;

import dev.yardmaster.server.placement.Devices.Sight;
import java.util.List;
import java.util.Optional;

/**
 * A demand as one node would meet it: on devices where it has some for it, else on its CPU where that may be.
 *
 * @param onCpu its CPU would compute
 * @param grant the devices that would
 * @param refused why its devices would not
 */
record Terms(Demand demand, Candidate candidate, boolean onCpu, Optional<DeviceGrant> grant, List<Rejection> refused) {

    static Terms of(Demand demand, Candidate candidate) {
        if (demand.devices().isEmpty()) {
            return new Terms(demand, candidate, true, Optional.empty(), List.of());
        }
        return switch (Devices.look(demand.devices().get(), candidate)) {
            case Sight.Granted(var grant) -> new Terms(demand, candidate, false, Optional.of(grant), List.of());
            case Sight.Refused(var why) -> new Terms(demand, candidate, false, Optional.empty(), why);
            case Sight.None(var why) ->
                new Terms(
                        demand, candidate, demand.onCpu(), Optional.empty(), demand.onCpu() ? List.of() : List.of(why));
        };
    }

    /** Of the host's memory. */
    long hostBytes() {
        return grant.map(DeviceGrant::hostBytes).orElse(onCpu ? demand.memory().total() : 0);
    }
}
