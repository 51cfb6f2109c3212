package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerSpec.Mount;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a container gets its devices, and no others.
 *
 * @param cdi fully qualified names: {@code nvidia.com/gpu=GPU-...}
 * @param gpus ids for the NVIDIA runtime, where the container runtime knows no CDI
 * @param nodes device files
 * @param mounts what their driver needs of the host
 * @param groups of the device files, so that any user of the container may open them
 */
record DeviceAccess(List<String> cdi, List<String> gpus, List<String> nodes, List<Mount> mounts, List<String> groups) {
    static final DeviceAccess NONE = new DeviceAccess(List.of(), List.of(), List.of(), List.of(), List.of());

    DeviceAccess {
        cdi = List.copyOf(cdi);
        gpus = List.copyOf(gpus);
        nodes = List.copyOf(nodes);
        mounts = List.copyOf(mounts);
        groups = List.copyOf(groups);
    }

    /** These, too. */
    DeviceAccess and(DeviceAccess more) {
        return new DeviceAccess(
                joined(cdi, more.cdi),
                joined(gpus, more.gpus),
                joined(nodes, more.nodes),
                joined(mounts, more.mounts),
                joined(groups, more.groups));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    static DeviceAccess cdi(List<String> names) {
        return new DeviceAccess(names, List.of(), List.of(), List.of(), List.of());
    }

    static DeviceAccess gpus(List<String> ids) {
        return new DeviceAccess(List.of(), ids, List.of(), List.of(), List.of());
    }
}
