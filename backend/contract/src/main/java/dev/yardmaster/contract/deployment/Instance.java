package dev.yardmaster.contract.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * One running replica of a revision.
 *
 * @param id for instance {@code tiny-chat-1-k3f9x}
 * @param node name of the node it is placed on
 * @param endpoint base URL of its engine, while there is one
 * @param restarts engine processes that ended without being asked to
 * @param load how busy it was when its node was last heard from
 * @param devices that its engine has to itself or shares; none while it is not placed, and where it computes on processors
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Instance(
        String id,
        String deployment,
        int revision,
        Condition condition,
        Optional<String> node,
        Optional<String> endpoint,
        Optional<Progress> progress,
        int restarts,
        Optional<Load> load,
        List<InstanceDevice> devices) {
    public Instance {
        devices = devices == null ? List.of() : List.copyOf(devices);
        load = load == null ? Optional.empty() : load;
    }

    /** Whose load is not known, and which has no devices. */
    public Instance(
            String id,
            String deployment,
            int revision,
            Condition condition,
            Optional<String> node,
            Optional<String> endpoint,
            Optional<Progress> progress,
            int restarts) {
        this(id, deployment, revision, condition, node, endpoint, progress, restarts, Optional.empty(), List.of());
    }

    public Instance with(Load now) {
        return new Instance(
                id, deployment, revision, condition, node, endpoint, progress, restarts, Optional.of(now), devices);
    }

    public Instance with(List<InstanceDevice> placedOn) {
        return new Instance(id, deployment, revision, condition, node, endpoint, progress, restarts, load, placedOn);
    }
}
