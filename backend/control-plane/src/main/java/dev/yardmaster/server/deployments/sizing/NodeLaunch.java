package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.placement.DeviceGrant;
import dev.yardmaster.server.runtimes.LaunchQuestion;
import dev.yardmaster.server.runtimes.Launches;
import dev.yardmaster.server.runtimes.choice.Host;
import dev.yardmaster.server.runtimes.choice.ProfileMatch;
import dev.yardmaster.server.runtimes.choice.Profiles;
import dev.yardmaster.server.runtimes.memory.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The launch of an engine on one node: kernel profiles for its devices, and the split that was planned for them. */
public final class NodeLaunch {
    private NodeLaunch() {}

    /**
     * @param content key of the weights
     * @param grant absent where the CPU computes
     */
    public static Placed compile(
            Engine engine, String servedName, String content, Inventory node, Optional<DeviceGrant> grant) {
        Optional<Accelerator> device = grant.map(g -> g.devices().getFirst());
        ProfileMatch match = profiles(engine, node, grant);
        EngineSettings settings =
                grant.map(g -> Parallels.with(engine.settings(), g.split())).orElse(engine.settings());
        Launch launch = Launches.launch(new LaunchQuestion(
                engine.runtime(),
                engine.version(),
                settings,
                servedName,
                engine.facts().capabilities(),
                content,
                match.applied(),
                device.map(NodeLaunch::words).orElseGet(() -> "cpu-" + Host.architecture(node)),
                Optional.empty(),
                Optional.empty()));
        return new Placed(
                grant.map(DeviceGrant::claims).orElse(List.of()),
                grant.map(DeviceGrant::hostBytes)
                        .orElseGet(() -> HostMemory.onCpu(engine).total()),
                launch,
                grant.map(g -> estimate(g.devices(), g.split())),
                how(match, grant));
    }

    private static Estimate estimate(List<Accelerator> devices, Split split) {
        return new Estimate(Shapes.of(devices.getFirst(), devices.size(), devices.size()), split);
    }

    private static ProfileMatch profiles(Engine engine, Inventory node, Optional<DeviceGrant> grant) {
        return Profiles.matching(
                engine.runtime().resolved(),
                grant.map(g -> g.devices().getFirst()),
                node.cpuFeatures(),
                engine.facts());
    }

    /** Split, profiles and attention as sentences, those profiles too that do not apply. */
    public static List<String> how(Engine engine, Inventory node, Optional<DeviceGrant> grant) {
        return how(profiles(engine, node, grant), grant);
    }

    private static List<String> how(ProfileMatch match, Optional<DeviceGrant> grant) {
        List<String> how =
                new ArrayList<>(grant.stream().map(DeviceGrant::sentence).toList());
        if (!match.attention().isEmpty()) {
            how.add("attention by " + match.attention());
        }
        match.profiles()
                .forEach(p -> how.add((p.applies() ? "kernel profile " : "not kernel profile ")
                        + p.profile().name() + ": " + p.why()));
        return how;
    }

    /** What compiled kernels depend on. */
    private static String words(Accelerator device) {
        return Stream.of(device.vendor().name().toLowerCase(Locale.ROOT), device.computeCapability(), device.driver())
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining("-"));
    }
}
