package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.container.ContainerRuntime.DeviceWays;
import dev.yardmaster.agent.engine.container.ContainerSpec.Mount;
import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The way from assigned devices to a container's: CDI where runtime and host have it, the vendor's own otherwise. */
final class DeviceAccesses {
    private static final List<String> ASCEND_MANAGERS =
            List.of("/dev/davinci_manager", "/dev/devmm_svm", "/dev/hisi_hdc");
    private static final List<String> ASCEND_DRIVER = List.of(
            "/usr/local/dcmi",
            "/usr/local/bin/npu-smi",
            "/usr/local/Ascend/driver/lib64",
            "/usr/local/Ascend/driver/version.info",
            "/etc/ascend_install.info");

    private final Path root;
    private final CdiSpecs specs;
    private final DeviceLookup lookup;

    /** @param root of the host's file system */
    DeviceAccesses(Path root, DeviceLookup lookup) {
        this.root = root;
        this.specs = new CdiSpecs(List.of(root.resolve("etc/cdi"), root.resolve("var/run/cdi")));
        this.lookup = lookup;
    }

    RdmaAccess rdma() {
        return new RdmaAccess(root);
    }

    DeviceAccess of(List<AssignedDevice> devices, DeviceWays ways) throws LaunchProblem {
        if (devices.isEmpty()) {
            return DeviceAccess.NONE;
        }
        return switch (devices.getFirst().vendor()) {
            case NVIDIA -> nvidia(devices, ways);
            case AMD ->
                byCdi("amd.com/gpu", devices, ways).isPresent()
                        ? byCdi("amd.com/gpu", devices, ways).get()
                        : nodes(withRenderNodes(devices, List.of("/dev/kfd")), List.of());
            case ASCEND -> ascend(devices);
            case INTEL ->
                byCdi("intel.com/gpu", devices, ways).isPresent()
                        ? byCdi("intel.com/gpu", devices, ways).get()
                        : nodes(withRenderNodes(devices, List.of()), List.of());
            case OTHER -> throw refused("No container can be given devices of a vendor that is not known.");
        };
    }

    private DeviceAccess nvidia(List<AssignedDevice> devices, DeviceWays ways) throws LaunchProblem {
        Optional<DeviceAccess> byCdi = byCdi("nvidia.com/gpu", devices, ways);
        if (byCdi.isPresent()) {
            return byCdi.get();
        }
        if (!ways.gpus()) {
            throw refused("This node's container runtime hands out NVIDIA devices by CDI only, and no CDI specification"
                    + " names them: run 'nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml'.");
        }
        return DeviceAccess.gpus(devices.stream()
                .map(d -> d.uuid().isBlank() ? Integer.toString(d.index()) : d.uuid())
                .toList());
    }

    /** Empty unless every device has a name, by its uuid or its number. */
    private Optional<DeviceAccess> byCdi(String kind, List<AssignedDevice> devices, DeviceWays ways) {
        if (!ways.cdi()) {
            return Optional.empty();
        }
        Set<String> known = specs.names(kind);
        List<String> names = devices.stream()
                .flatMap(d -> Stream.of(d.uuid(), Integer.toString(d.index()))
                        .filter(known::contains)
                        .limit(1))
                .map(name -> kind + "=" + name)
                .toList();
        return names.size() == devices.size() ? Optional.of(DeviceAccess.cdi(names)) : Optional.empty();
    }

    private DeviceAccess ascend(List<AssignedDevice> devices) throws LaunchProblem {
        List<String> nodes = new ArrayList<>();
        devices.forEach(d -> nodes.add("/dev/davinci" + d.index()));
        nodes.addAll(ASCEND_MANAGERS);
        List<Mount> mounts = ASCEND_DRIVER.stream()
                .filter(path -> Files.exists(host(path)))
                .map(path -> new Mount(Path.of(path), path, true))
                .toList();
        return nodes(nodes, mounts);
    }

    /** The device file of a PCI device is found by its address, so that no other device is given away by a guess. */
    private List<String> withRenderNodes(List<AssignedDevice> devices, List<String> common) throws LaunchProblem {
        List<String> nodes = new ArrayList<>(common);
        for (AssignedDevice device : devices) {
            String bus = lookup.facts(device).pciBus().orElse("");
            try (Stream<Path> entries = Files.list(host("/sys/bus/pci/devices/" + bus + "/drm"))) {
                entries.map(e -> e.getFileName().toString())
                        .filter(name -> name.matches("renderD[0-9]+"))
                        .map(name -> "/dev/dri/" + name)
                        .forEach(nodes::add);
            } catch (IOException e) {
                throw refused("The device file of " + device.vendor() + " device " + device.index()
                        + " cannot be found by its PCI address '" + bus + "'.");
            }
        }
        return nodes;
    }

    private DeviceAccess nodes(List<String> nodes, List<Mount> mounts) throws LaunchProblem {
        for (String node : nodes) {
            if (!Files.exists(host(node))) {
                throw refused("The device file " + node + " is not there: its driver is not loaded.");
            }
        }
        List<String> groups =
                nodes.stream().flatMap(n -> group(host(n))).distinct().toList();
        return new DeviceAccess(List.of(), List.of(), nodes, mounts, groups);
    }

    static Stream<String> group(Path node) {
        try {
            String gid = String.valueOf(Files.getAttribute(node, "unix:gid"));
            return gid.equals("0") ? Stream.empty() : Stream.of(gid);
        } catch (IOException | UnsupportedOperationException e) {
            return Stream.empty();
        }
    }

    private Path host(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private static LaunchProblem refused(String sentence) {
        return new LaunchProblem(InstanceReason.ENGINE_UNSUPPORTED, sentence);
    }
}
