package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.runtime.KernelProfile;
import dev.yardmaster.contract.runtime.Runtime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a launch depends on.
 *
 * @param version of the engine, one of the runtime's
 * @param settings the deployment's, and what was planned for it
 * @param servedName what the engine calls its model
 * @param capabilities of the model, which decide what it is asked to find out whether it answers; unknown where empty
 * @param model what the kernels that it compiles depend on, for the keys of its caches
 * @param profiles that match the devices and the model, in the runtime's order
 * @param device vendor, capability and driver in one line, for the keys of its caches
 * @param role where it only prefills or only decodes
 * @param rank where it is one of a group
 */
public record LaunchQuestion(
        Runtime runtime,
        String version,
        EngineSettings settings,
        String servedName,
        Set<Capability> capabilities,
        String model,
        List<KernelProfile> profiles,
        String device,
        Optional<Role> role,
        Optional<Rank> rank) {
    public LaunchQuestion {
        capabilities = Set.copyOf(capabilities);
        profiles = List.copyOf(profiles);
    }

    /** Alone, whatever the hardware, in the version that the settings or the runtime say. */
    public static LaunchQuestion plain(
            Runtime runtime, EngineSettings settings, String servedName, Set<Capability> capabilities) {
        return new LaunchQuestion(
                runtime,
                settings.version().orElse(runtime.resolved().version()),
                settings,
                servedName,
                capabilities,
                servedName,
                List.of(),
                "any",
                Optional.empty(),
                Optional.empty());
    }

    /** @param connector one of the runtime's roles */
    public record Role(Part part, String connector) {}

    /** Prefill and decode taken apart. */
    public enum Part {
        PREFILL,
        DECODE
    }

    /** Places in a group of nodes that serve as one. */
    public enum Rank {
        LEADER,
        FOLLOWER
    }
}
