package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.agent.EngineExecutable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An engine to start, ready to go.
 *
 * @param arguments filled in, as the engine sees paths
 * @param environment all of it; holds the engine key, so it is never printed
 * @param directory of the instance, where it works
 * @param log appended to by its standard output and error
 * @param files written below the directory before it starts; may hold the engine key
 */
public record LaunchPlan(
        String instanceId,
        Program program,
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        Path log,
        List<PlannedFile> files,
        Bounds bounds) {
    public LaunchPlan {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        files = List.copyOf(files);
    }

    /** A process without files or bounds. */
    public static LaunchPlan of(
            String instanceId, List<String> command, Map<String, String> environment, Path directory, Path log) {
        return new LaunchPlan(
                instanceId, new OnHost(command), List.of(), environment, directory, log, List.of(), Bounds.NONE);
    }

    /** What is started. */
    public sealed interface Program {}

    /** A program of the host. */
    public record OnHost(List<String> command) implements Program {
        public OnHost {
            command = List.copyOf(command);
        }
    }

    /**
     * A container.
     *
     * @param host address of this node at which its ports are published
     * @param hostNetwork it shares the host's network: groups and RDMA need that
     * @param ports published under their own numbers
     * @param shown directories of the store that it may read, by their places on its shelf
     * @param writable directories of the host, by their path in the container
     */
    public record InContainer(
            EngineExecutable.Container image,
            String host,
            boolean hostNetwork,
            Set<Integer> ports,
            List<AssignedDevice> devices,
            Map<String, Path> shown,
            Map<String, Path> writable)
            implements Program {
        public InContainer {
            ports = Set.copyOf(ports);
            devices = List.copyOf(devices);
            shown = Map.copyOf(shown);
            writable = Map.copyOf(writable);
        }

        /** It talks to engines of other nodes, as fast as the hosts can. */
        public boolean rdma() {
            return hostNetwork;
        }
    }

    /**
     * @param path below the instance's directory
     * @param link it is a symbolic link to {@code text}
     */
    public record PlannedFile(Path path, String text, boolean link) {
        public PlannedFile(Path path, String text) {
            this(path, text, false);
        }

        @Override
        public String toString() {
            return "PlannedFile[" + path + "]";
        }
    }

    /**
     * What it may take of the host at most, where the host can bound it.
     *
     * @param memoryBytes 0 for no bound
     * @param cpus as the kernel lists them; empty for all
     */
    public record Bounds(long memoryBytes, String cpus) {
        public static final Bounds NONE = new Bounds(0, "");
    }

    @Override
    public String toString() {
        return "LaunchPlan[" + instanceId + ", " + program + ", " + arguments + "]";
    }
}
