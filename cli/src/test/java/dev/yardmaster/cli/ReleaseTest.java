package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
    private static final String NODE = """
            {"name": "gpu-1", "labels": {}, "state": "ONLINE", "sentence": "Its agent renews its lease.",
             "cordoned": false, "joinedAt": "2026-11-24T10:00:00Z", "leaseUntil": "2026-11-24T12:00:00Z",
             "agentVersion": "1", "assignmentVersion": 1, "observedVersion": 1,
             "inventory": {"hostname": "h", "operatingSystem": "Linux", "architecture": "amd64", "cpuModel": "EPYC",
               "cpuCores": 2, "cpuFeatures": [], "memoryBytes": 1024, "memoryAvailableBytes": 512,
               "weightsBytesTotal": 1024, "weightsBytesFree": 512, "notes": ["nvidia-smi did not answer"],
               "accelerators": [
                 {"vendor": "NVIDIA", "index": 0, "uuid": "GPU-1", "product": "H100", "memoryBytes": 1073741824,
                  "memoryFreeBytes": 0, "computeCapability": "9.0", "driver": "550",
                  "health": {"state": "QUARANTINED", "signs": [{"code": "XID 79", "weight": "QUARANTINED",
                    "sentence": "The GPU fell off the bus.", "at": "2026-11-24T10:00:00Z"}]}}],
               "host": {"disk": {"device": "/dev/nvme0n1", "kind": "nvme", "fileSystem": "ext4"},
                 "hugePages": {"2097152": 512}, "programs": ["vllm"],
                 "containers": [{"name": "docker", "version": "28.1.1", "devices": ["cdi"]}]}}}
            """;

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesADeviceOutOfQuarantine() {
        server.on("POST /api/v1/nodes/gpu-1/devices/GPU-1/release", 200, NODE);
        Outcome outcome = server.yard("release", "gpu-1", "GPU-1");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).startsWith("Device GPU-1 of node gpu-1 is released");
    }

    @Test
    void describingANodeShowsWhatSpeaksAgainstItsDevices() {
        server.on("GET /api/v1/nodes/gpu-1", 200, NODE);
        server.on("GET /api/v1/nodes/gpu-1/store", 200, "{\"usedBytes\": 0, \"quotaBytes\": 0, \"evictableBytes\": 0}");
        server.on("GET /api/v1/nodes/gpu-1/weights", 200, "{\"items\": []}");
        server.on("GET /api/v1/events?kind=Node&name=gpu-1", 200, "{\"items\": []}");
        assertThat(server.yard("describe", "node", "gpu-1").out())
                .contains("NVIDIA 0  H100")
                .contains("quarantined  GPU-1")
                .contains("XID 79  The GPU fell off the bus.")
                .contains("nvme, ext4 on /dev/nvme0n1")
                .contains("docker 28.1.1 [cdi]")
                .contains("512 free of 2.0 MiB each");
    }
}
