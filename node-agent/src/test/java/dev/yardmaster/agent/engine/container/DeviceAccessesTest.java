package dev.yardmaster.agent.engine.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.container.ContainerRuntime.DeviceWays;
import dev.yardmaster.contract.agent.AssignedDevice;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import dev.yardmaster.contract.node.DeviceFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceAccessesTest {
    private static final DeviceWays BOTH = new DeviceWays(true, true);

    @TempDir
    Path root;

    private DeviceAccess access(DeviceWays ways, DeviceLookup lookup, AssignedDevice... devices) throws LaunchProblem {
        return new DeviceAccesses(root, lookup).of(List.of(devices), ways);
    }

    private void files(String... paths) throws Exception {
        for (String path : paths) {
            Path file = root.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
    }

    private void spec(String name, String text) throws Exception {
        Files.writeString(Files.createDirectories(root.resolve("var/run/cdi")).resolve(name), text);
    }

    private static DeviceLookup at(String bus) {
        var facts = new DeviceFacts(
                Optional.of(bus),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of());
        return _ -> facts;
    }

    @Test
    void noDevicesNoAccess() throws Exception {
        assertThat(access(BOTH, DeviceLookup.UNKNOWN)).isEqualTo(DeviceAccess.NONE);
    }

    @Test
    void nvidiaByUuidThenByNumberInYamlAndJson() throws Exception {
        var first = new AssignedDevice(Vendor.NVIDIA, 0, "GPU-5e1f");
        var second = new AssignedDevice(Vendor.NVIDIA, 1, "GPU-77aa");
        spec(
                "n.json",
                "{\"cdiVersion\":\"0.6.0\",\"kind\":\"nvidia.com/gpu\",\"devices\":[{\"name\":\"GPU-5e1f\","
                        + "\"containerEdits\":{}},{\"name\":\"1\",\"containerEdits\":{}}]}");
        spec("other.yaml", "kind: vendor.com/net\ndevices:\n  - name: GPU-77aa\n");
        assertThat(access(BOTH, DeviceLookup.UNKNOWN, first, second).cdi())
                .containsExactly("nvidia.com/gpu=GPU-5e1f", "nvidia.com/gpu=1");
        assertThat(access(new DeviceWays(false, true), DeviceLookup.UNKNOWN, first, second)
                        .gpus())
                .containsExactly("GPU-5e1f", "GPU-77aa");
        var third = new AssignedDevice(Vendor.NVIDIA, 2, "GPU-0");
        assertThat(access(BOTH, DeviceLookup.UNKNOWN, first, third).gpus()).containsExactly("GPU-5e1f", "GPU-0");
        assertThatThrownBy(() -> access(new DeviceWays(true, false), DeviceLookup.UNKNOWN, third))
                .hasMessageContaining("nvidia-ctk cdi generate");
    }

    @Test
    void amdByThePciAddressAndNeverByAGuess() throws Exception {
        var device = new AssignedDevice(Vendor.AMD, 0, "u");
        files("/dev/kfd", "/dev/dri/renderD129", "/sys/bus/pci/devices/0000:3d:00.0/drm/renderD129/x");
        assertThat(access(BOTH, at("0000:3d:00.0"), device).nodes()).containsExactly("/dev/kfd", "/dev/dri/renderD129");
        assertThatThrownBy(() -> access(BOTH, DeviceLookup.UNKNOWN, device)).hasMessageContaining("PCI address");
        assertThatThrownBy(() -> access(BOTH, at("0000:ff:00.0"), device)).hasMessageContaining("0000:ff:00.0");
        spec("amd.json", "{\"kind\":\"amd.com/gpu\",\"devices\":[{\"name\":\"0\"}]}");
        assertThat(access(BOTH, DeviceLookup.UNKNOWN, device).cdi()).containsExactly("amd.com/gpu=0");
    }

    @Test
    void ascendWithItsManagersAndTheDriverFilesThatAreThere() throws Exception {
        var device = new AssignedDevice(Vendor.ASCEND, 4, "");
        files("/dev/davinci4", "/dev/davinci_manager", "/dev/devmm_svm", "/dev/hisi_hdc", "/usr/local/bin/npu-smi");
        DeviceAccess access = access(BOTH, DeviceLookup.UNKNOWN, device);
        assertThat(access.nodes())
                .containsExactly("/dev/davinci4", "/dev/davinci_manager", "/dev/devmm_svm", "/dev/hisi_hdc");
        assertThat(access.mounts())
                .containsExactly(
                        new ContainerSpec.Mount(Path.of("/usr/local/bin/npu-smi"), "/usr/local/bin/npu-smi", true));
        assertThatThrownBy(() -> access(BOTH, DeviceLookup.UNKNOWN, new AssignedDevice(Vendor.ASCEND, 5, "")))
                .hasMessageContaining("/dev/davinci5");
    }

    @Test
    void rdmaIsTheVerbsAndNotTheirManagement() throws Exception {
        RdmaAccess rdma = new RdmaAccess(root);
        assertThat(rdma.devices()).isEqualTo(DeviceAccess.NONE);
        assertThat(rdma.limits(Map.of("stack", 1L))).containsExactly(Map.entry("stack", 1L));
        files("/dev/infiniband/uverbs1", "/dev/infiniband/uverbs0", "/dev/infiniband/rdma_cm");
        files("/dev/infiniband/umad0", "/dev/infiniband/issm0");
        assertThat(rdma.devices().nodes())
                .containsExactly("/dev/infiniband/rdma_cm", "/dev/infiniband/uverbs0", "/dev/infiniband/uverbs1");
        files("/dev/gdrdrv");
        assertThat(rdma.devices().nodes()).endsWith("/dev/gdrdrv");
        assertThat(rdma.limits(Map.of())).containsExactly(Map.entry("memlock", -1L));
        assertThat(rdma.limits(Map.of("memlock", 1L << 30))).containsExactly(Map.entry("memlock", 1L << 30));
    }

    @Test
    void intelByItsRenderNode() throws Exception {
        files("/dev/dri/renderD128", "/sys/bus/pci/devices/0000:03:00.0/drm/renderD128/x");
        assertThat(access(BOTH, at("0000:03:00.0"), new AssignedDevice(Vendor.INTEL, 0, "u"))
                        .nodes())
                .containsExactly("/dev/dri/renderD128");
        assertThatThrownBy(() -> access(BOTH, DeviceLookup.UNKNOWN, new AssignedDevice(Vendor.OTHER, 0, "u")))
                .isInstanceOf(LaunchProblem.class);
    }
}
