package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One engine that a node should run, or should stop.
 *
 * @param modelKey the {@link AssignedModel} it serves
 * @param servedName what the engine calls its model in the OpenAI API
 * @param engineKey API key that the engine is started with and gateways send; never written to disk by the agent
 * @param desired what the planner wants
 * @param desiredReason why
 * @param drainFor how long running requests may go on once it should stop
 * @param devices the only ones that it sees; none for an engine that computes on the CPU
 * @param memoryBytes of the host that it is counted with, a bound where the host can set one; 0 for none
 * @param adapters that should be loaded, and no others
 * @param group where it is one rank of several
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AssignedInstance(
        String id,
        String deployment,
        int revision,
        String modelKey,
        String servedName,
        String engineKey,
        Launch launch,
        Desired desired,
        InstanceReason desiredReason,
        Duration drainFor,
        List<AssignedDevice> devices,
        long memoryBytes,
        List<AssignedAdapter> adapters,
        Optional<AssignedGroup> group) {
    public AssignedInstance {
        devices = devices == null ? List.of() : List.copyOf(devices);
        adapters = adapters == null ? List.of() : List.copyOf(adapters);
        group = group == null ? Optional.empty() : group;
    }

    /** On the CPU, alone, without adapters. */
    public AssignedInstance(
            String id,
            String deployment,
            int revision,
            String modelKey,
            String servedName,
            String engineKey,
            Launch launch,
            Desired desired,
            InstanceReason desiredReason,
            Duration drainFor) {
        this(
                id,
                deployment,
                revision,
                modelKey,
                servedName,
                engineKey,
                launch,
                desired,
                desiredReason,
                drainFor,
                List.of(),
                0,
                List.of(),
                Optional.empty());
    }

    /** The same without its key, as it may be written to disk. */
    public AssignedInstance keyless() {
        return new AssignedInstance(
                id,
                deployment,
                revision,
                modelKey,
                servedName,
                "",
                launch,
                desired,
                desiredReason,
                drainFor,
                devices,
                memoryBytes,
                adapters,
                group);
    }

    /** What the planner wants of an instance. */
    public enum Desired {
        RUN,
        /** It is started and put to sleep: it answers nobody and holds no device memory. */
        SLEEP,
        STOP
    }

    @Override
    public String toString() {
        return "AssignedInstance[" + id + ", " + desired + "]";
    }
}
