package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.LaunchPlan.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A container to create, whatever the runtime. It is never privileged, has no capabilities and cannot get any.
 *
 * @param entrypoint in place of the image's; the image's own where empty
 * @param environment holds the engine key, so it is never printed or put on a command line
 * @param host address of this node at which its ports are published
 * @param limits ulimits by name, -1 for none
 * @param user {@code uid:gid}; the image's own where empty
 * @param workingDirectory the image's own where empty
 * @param unlabelled SELinux would keep it from its mounts
 */
record ContainerSpec(
        String name,
        String image,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> labels,
        List<Mount> mounts,
        boolean hostNetwork,
        String host,
        Set<Integer> ports,
        DeviceAccess devices,
        Bounds bounds,
        long sharedMemoryBytes,
        Map<String, Long> limits,
        String user,
        String workingDirectory,
        boolean unlabelled) {
    static final String TMP = "/tmp";
    /** Kernels are compiled there and loaded from there. */
    static final String TMP_OPTIONS = "rw,exec,nosuid,nodev,mode=1777";

    static final long MOST_PROCESSES = 32_768;

    ContainerSpec {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        ports = Set.copyOf(ports);
        limits = Map.copyOf(limits);
    }

    /** A directory of the host in the container. */
    record Mount(Path source, String target, boolean readOnly) {}

    @Override
    public String toString() {
        return "ContainerSpec[" + name + ", " + image + "]";
    }
}
