package dev.yardmaster.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param join where the one-time token comes from
 * @param engineHost where engines listen, and what gateways are told
 * @param bundledEngine the llama.cpp engine's jar, where there is one
 * @param fenceAfter without a lease for that long, instances drain; zero is never
 * @param stopEnginesOnExit an ordinary end of the agent ends its engines too
 * @param weights how weights are fetched and kept
 * @param engines how engines are started
 */
public record AgentConfig(
        Path home,
        URI server,
        String nodeName,
        Map<String, String> labels,
        JoinToken join,
        Listen listen,
        String engineHost,
        Optional<Path> bundledEngine,
        Duration fenceAfter,
        boolean stopEnginesOnExit,
        Weights weights,
        Engines engines) {

    /**
     * How engines are started.
     *
     * @param containerRuntime {@code auto}, {@code docker}, {@code podman}, {@code nerdctl} or {@code none}
     * @param containerSocket of Docker or Podman, where it is not where it usually is
     * @param imagesAllowed patterns of repositories that images may come from; any where there are none
     * @param allowUnpinned images without a digest may be started, too
     * @param registryAuth credentials for registries in the format of Docker's {@code config.json}
     * @param kernelCacheBytes most bytes of kernel caches that are kept; 0 for no bound
     * @param shareKernels compiled kernels are given to other nodes and taken from them, where weights are
     * @param cgroup directory that the agent may make cgroups in, {@code auto} or {@code off}
     */
    public record Engines(
            String containerRuntime,
            Optional<Path> containerSocket,
            List<String> imagesAllowed,
            boolean allowUnpinned,
            Optional<Path> registryAuth,
            long kernelCacheBytes,
            boolean shareKernels,
            String cgroup) {
        public Engines {
            imagesAllowed = List.copyOf(imagesAllowed);
        }
    }

    /**
     * How weights are fetched and kept.
     *
     * @param quota most bytes the store may take; 0 where only the disk bounds it
     * @param highWater percent of the disk above which unneeded weights go
     * @param scrubEvery how often stored files are hashed again; zero is never
     * @param bandwidth most bytes a second that fetches take together; 0 is no limit
     * @param fileRoots directories below which files of this host may be used as weights
     * @param pvcMounts where claims are mounted, by name
     * @param peers whether weights are fetched from other nodes and given to them
     * @param uploadBandwidth most bytes a second that are given to other nodes; 0 is no limit
     * @param privateSources hosts and networks that redirects may lead to although they are private
     */
    public record Weights(
            long quota,
            int highWater,
            Duration scrubEvery,
            long bandwidth,
            List<Path> fileRoots,
            Map<String, Path> pvcMounts,
            boolean peers,
            long uploadBandwidth,
            String privateSources) {
        public Weights {
            fileRoots = List.copyOf(fileRoots);
            pvcMounts = Map.copyOf(pvcMounts);
        }
    }

    /** A token given directly, or a file that may appear later. */
    public record JoinToken(Optional<String> given, Path file) {
        @Override
        public String toString() {
            return "JoinToken[" + file + "]";
        }
    }

    /** Where health and metrics are answered. */
    public record Listen(String host, int port) {}

    public AgentConfig {
        labels = Map.copyOf(labels);
    }

    /** Directory of everything the agent keeps. */
    public Path agentHome() {
        return home.resolve("agent");
    }
}
