package dev.yardmaster.contract.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a machine has beside CPU, memory and accelerators.
 *
 * @param hugePages free ones, by size in bytes
 * @param rdma devices of {@code /sys/class/infiniband} whose port is up, with their link's speed
 * @param disk of the weights
 * @param containers runtimes that answer
 * @param programs engines' executables on the agent's PATH, of {@link #LOOKED_FOR}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HostFacts(
        List<NumaNode> numaNodes,
        Map<Long, Long> hugePages,
        List<RdmaDevice> rdma,
        Optional<Disk> disk,
        List<ContainerRuntime> containers,
        List<String> programs,
        Optional<String> kernel) {
    /** The programs that agents look for; whether a node has any other is not known. */
    public static final List<String> LOOKED_FOR = List.of(
            "vllm",
            "sglang",
            "trtllm-serve",
            "tritonserver",
            "text-generation-launcher",
            "mindie_llm_server",
            "mindieservice_daemon",
            "lmdeploy",
            "llama-server",
            "ollama");

    public static final HostFacts UNKNOWN =
            new HostFacts(List.of(), Map.of(), List.of(), Optional.empty(), List.of(), List.of(), Optional.empty());

    public HostFacts {
        numaNodes = numaNodes == null ? List.of() : List.copyOf(numaNodes);
        hugePages = hugePages == null ? Map.of() : Map.copyOf(hugePages);
        rdma = rdma == null ? List.of() : List.copyOf(rdma);
        disk = disk == null ? Optional.empty() : disk;
        containers = containers == null ? List.of() : List.copyOf(containers);
        programs = programs == null ? List.of() : List.copyOf(programs);
        kernel = kernel == null ? Optional.empty() : kernel;
    }

    /** @param cpus as the kernel lists them: {@code 0-15,32-47} */
    public record NumaNode(int id, String cpus, long memoryBytes) {}

    /** @param rate as the kernel says: {@code 200 Gb/sec (4X HDR)} */
    public record RdmaDevice(String name, String state, String rate) {}

    /**
     * @param kind {@code nvme}, {@code ssd}, {@code rotating}, {@code network}, {@code memory}, {@code unknown}
     * @param fileSystem as mounted: {@code ext4}, {@code xfs}, {@code nfs4}, ...
     */
    public record Disk(String device, String kind, String fileSystem) {}

    /**
     * @param name {@code docker}, {@code podman}, {@code nerdctl}
     * @param devices how it hands out accelerators: {@code cdi}, {@code nvidia}, {@code ascend}
     */
    public record ContainerRuntime(String name, String version, List<String> devices) {
        public ContainerRuntime {
            devices = devices == null ? List.of() : List.copyOf(devices);
        }
    }
}
