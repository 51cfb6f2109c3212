package dev.yardmaster.agent.inventory.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.inventory.Recorded;
import dev.yardmaster.contract.node.HostFacts.ContainerRuntime;
import dev.yardmaster.contract.node.HostFacts.Disk;
import dev.yardmaster.contract.node.HostFacts.NumaNode;
import dev.yardmaster.contract.node.HostFacts.RdmaDevice;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostProbesTest {
    @TempDir
    Path root;

    private Recorded host = Recorded.empty(Path.of("unused"));

    @BeforeEach
    void aHost() {
        host = Recorded.empty(root);
    }

    @Test
    void numaNodes() throws IOException {
        host.file("/sys/devices/system/node/node0/cpulist", "0-15,32-47");
        host.file("/sys/devices/system/node/node0/meminfo", "Node 0 MemTotal:       65536 kB");
        host.file("/sys/devices/system/node/node10/cpulist", "16-31");
        host.file("/sys/devices/system/node/possible", "0-10");
        assertThat(new Numa(host.files).look().value())
                .containsExactly(new NumaNode(0, "0-15,32-47", 65536L << 10), new NumaNode(10, "16-31", 0));
    }

    @Test
    void hugePages() throws IOException {
        host.file("/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "512");
        host.file("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "500");
        host.file("/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages", "0");
        host.file("/sys/kernel/mm/hugepages/hugepages-1048576kB/free_hugepages", "0");
        assertThat(new HugePages(host.files).look().value()).isEqualTo(Map.of(2L << 20, 500L));
    }

    @Test
    void rdmaPortsThatAreUp() throws IOException {
        host.file("/sys/class/infiniband/mlx5_0/ports/1/state", "4: ACTIVE");
        host.file("/sys/class/infiniband/mlx5_0/ports/1/rate", "400 Gb/sec (4X NDR)");
        host.file("/sys/class/infiniband/mlx5_1/ports/1/state", "1: DOWN");
        assertThat(new Rdma(host.files).look().value())
                .containsExactly(new RdmaDevice("mlx5_0", "ACTIVE", "400 Gb/sec (4X NDR)"));
    }

    @Test
    void diskOnAPartitionOfAnNvme() throws IOException {
        mounted("259:2", "/data", "ext4", "/dev/nvme0n1p2");
        link("/sys/dev/block/259:2", "../../devices/pci0/nvme/nvme0/nvme0n1/nvme0n1p2");
        Files.createDirectories(host.files.at("/sys/block/nvme0n1"));
        assertThat(disk("/data/weights")).contains(new Disk("/dev/nvme0n1p2", "nvme", "ext4"));
    }

    @Test
    void diskBelowAMappedDevice() throws IOException {
        mounted("253:0", "/data", "xfs", "/dev/mapper/vg-data");
        link("/sys/dev/block/253:0", "../../devices/virtual/block/dm-0");
        Files.createDirectories(host.files.at("/sys/block/dm-0/slaves/sda1"));
        link("/sys/class/block/sda1", "../../devices/pci0/ata1/block/sda/sda1");
        host.file("/sys/block/sda/queue/rotational", "1");
        assertThat(disk("/data/weights")).contains(new Disk("/dev/mapper/vg-data", "rotating", "xfs"));
    }

    @Test
    void disksThatAreNone() throws IOException {
        mounted("0:50", "/data", "nfs4", "store:/export");
        assertThat(disk("/data/weights")).contains(new Disk("store:/export", "network", "nfs4"));
        mounted("0:51", "/data", "tmpfs", "tmpfs");
        assertThat(disk("/data/weights")).contains(new Disk("tmpfs", "memory", "tmpfs"));
        mounted("0:52", "/data", "overlay", "overlay");
        assertThat(disk("/data/weights")).contains(new Disk("overlay", "unknown", "overlay"));
    }

    @Test
    void theLastOfTheClosestMountsCounts() {
        Optional<Mount> mount = Mount.of(
                Path.of("/data/my weights/x"),
                List.of(
                        "1 0 8:1 / / rw shared:1 - ext4 /dev/sda1 rw",
                        "2 1 8:2 / /data rw,noatime shared:2 master:1 - xfs /dev/sdb1 rw",
                        "3 2 8:3 / /data/my\\040weights ro - ext4 /dev/sdc1 ro",
                        "4 1 8:4 / /database rw - ext4 /dev/sdd1 rw",
                        "broken"));
        assertThat(mount.map(Mount::source)).contains("/dev/sdc1");
        assertThat(mount.map(Mount::options).orElseThrow()).containsExactly("ro");
    }

    @Test
    void programsThatMayBeRun() throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.createFile(bin.resolve("vllm")).toFile().setExecutable(true);
        Files.createFile(bin.resolve("ollama"));
        assertThat(EnginePrograms.of(bin + ":/nowhere").look().value()).containsExactly("vllm");
    }

    @Test
    void containerRuntimesBySocketAndTool() throws IOException {
        host.file("/etc/cdi/nvidia.yaml", "cdiVersion: 0.6.0");
        host.add("$ nerdctl info\n{\"ServerVersion\": \"v1.7.20\", \"Runtimes\": {\"io.containerd.runc.v2\": {}}}\n");
        Map<String, String> docker = Map.of(
                "/version", "{\"Version\": \"28.1.1\", \"ApiVersion\": \"1.49\"}",
                "/info", "{\"CDISpecDirs\": [\"/etc/cdi\"], \"Runtimes\": {\"runc\": {}, \"nvidia\": {}}}");
        Path socket = host.files.at("/var/run/docker.sock");
        Files.createDirectories(socket.getParent());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.startVirtualThread(() -> serve(server, docker));
            assertThat(new Containers(host.files, host, Optional.empty()).look().value())
                    .containsExactly(
                            new ContainerRuntime("docker", "28.1.1", List.of("cdi", "nvidia")),
                            new ContainerRuntime("nerdctl", "v1.7.20", List.of("cdi")));
        }
    }

    @Test
    void aSocketWithoutARuntimeIsANote() throws IOException {
        host.file("/var/run/docker.sock", "");
        assertThat(new Containers(host.files, host, Optional.empty()).look().notes())
                .singleElement()
                .asString()
                .startsWith("docker at /var/run/docker.sock: ");
    }

    private static void serve(ServerSocketChannel server, Map<String, String> answers) {
        try {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    ByteBuffer request = ByteBuffer.allocate(4096);
                    client.read(request);
                    String path =
                            new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII).split(" ")[1];
                    String body = answers.getOrDefault(path, "{}");
                    client.write(StandardCharsets.UTF_8.encode(
                            "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body));
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    private Optional<Disk> disk(String directory) {
        return new WeightsDisk(host.files, Path.of(directory)).look().value();
    }

    private void mounted(String device, String point, String type, String source) throws IOException {
        host.file(
                "/proc/self/mountinfo",
                "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 20 " + device + " / " + point + " rw shared:5 - " + type + " "
                        + source + " rw");
    }

    private void link(String at, String target) throws IOException {
        Path link = host.files.at(at);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }
}
