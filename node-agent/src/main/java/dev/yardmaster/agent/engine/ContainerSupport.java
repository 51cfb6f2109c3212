package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.util.Optional;

/** Whether this node starts containers. */
public interface ContainerSupport {
    /** A node without a container runtime. */
    ContainerSupport NONE = _ -> Optional.of(
            new Refusal(InstanceReason.EXECUTABLE_MISSING, "this node has no container runtime that the agent uses"));

    /** Why this image cannot be started here; empty where it can. Whether it was pulled does not matter. */
    Optional<Refusal> refusal(EngineExecutable.Container container);

    /** @param sentence goes on after a colon, and has no full stop */
    record Refusal(InstanceReason reason, String sentence) {}
}
