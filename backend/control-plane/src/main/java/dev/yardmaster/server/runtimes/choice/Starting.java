package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.node.HostFacts;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a node has what an engine is started with. */
public final class Starting {
    private Starting() {}

    /** What would have to be there; empty where it is, or where the agent has not told what is installed. */
    public static Optional<String> missing(RuntimeSpec runtime, Inventory inventory) {
        return inventory.host().equals(HostFacts.UNKNOWN)
                        || way(runtime, inventory).isPresent()
                ? Optional.empty()
                : Optional.of("is started with " + ways(runtime) + ", which the node does not have");
    }

    /** The first way to start it that the node is not known to lack; one that turns out to is told by the agent. */
    static Optional<EngineExecutable> way(RuntimeSpec runtime, Inventory inventory) {
        HostFacts host = inventory.host();
        return executables(runtime)
                .filter(e -> switch (e) {
                    case EngineExecutable.Bundled _ -> true;
                    case EngineExecutable.OnPath path ->
                        host.programs().contains(path.name()) || !HostFacts.LOOKED_FOR.contains(path.name());
                    case EngineExecutable.Container _ -> !host.containers().isEmpty();
                })
                .findFirst();
    }

    static String ways(RuntimeSpec runtime) {
        return executables(runtime)
                .map(e -> switch (e) {
                    case EngineExecutable.Bundled _ -> "an agent";
                    case EngineExecutable.OnPath path -> "the program '" + path.name() + "'";
                    case EngineExecutable.Container _ -> "a container runtime";
                })
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private static Stream<EngineExecutable> executables(RuntimeSpec runtime) {
        return Stream.concat(
                runtime.executables().stream(), runtime.profiles().stream().flatMap(p -> p.executables().stream()));
    }
}
