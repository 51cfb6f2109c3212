package dev.yardmaster.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static AgentConfig read(Map<String, String> variables) {
        return new Environment(variables, new Environment.Host() {
                    @Override
                    public String name() {
                        return "GPU_Host-7.rack.example";
                    }

                    @Override
                    public Path userHome() {
                        return Path.of("/home/ada");
                    }

                    @Override
                    public Optional<Path> bundledEngine() {
                        return Optional.of(Path.of("/found/engine.jar"));
                    }
                })
                .read();
    }

    @Test
    void defaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new AgentConfig(
                        Path.of("/home/ada/.yardmaster"),
                        URI.create("http://127.0.0.1:8080"),
                        "gpu-host-7",
                        Map.of(),
                        new AgentConfig.JoinToken(
                                Optional.empty(), Path.of("/home/ada/.yardmaster/secrets/join.token")),
                        new AgentConfig.Listen("127.0.0.1", 8070),
                        "127.0.0.1",
                        Optional.of(Path.of("/found/engine.jar")),
                        Duration.ZERO,
                        false,
                        new AgentConfig.Weights(0, 90, Duration.ofDays(7), 0, List.of(), Map.of(), true, 0, ""),
                        new AgentConfig.Engines(
                                "auto",
                                Optional.empty(),
                                List.of(),
                                false,
                                Optional.empty(),
                                50L << 30,
                                true,
                                "auto")));
    }

    @Test
    void everyVariableCounts() {
        assertThat(read(Map.ofEntries(
                        Map.entry("YARD_HOME", "/state"),
                        Map.entry("YARD_SERVER_URL", "https://yard.example:8443/"),
                        Map.entry("YARD_NODE_NAME", "n1"),
                        Map.entry("YARD_PEERS", "off"),
                        Map.entry("YARD_PEER_UPLOAD_BANDWIDTH", "50MB"),
                        Map.entry("YARD_NODE_LABELS", "zone=a, gpu.vendor/kind=h100"),
                        Map.entry("YARD_JOIN_TOKEN", " token \n"),
                        Map.entry("YARD_JOIN_TOKEN_FILE", "/run/token"),
                        Map.entry("YARD_AGENT_HOST", "0.0.0.0"),
                        Map.entry("YARD_AGENT_PORT", "9070"),
                        Map.entry("YARD_ENGINE_HOST", "10.0.0.7"),
                        Map.entry("YARD_BUNDLED_ENGINE", "/opt/engine.jar"),
                        Map.entry("YARD_FENCE_AFTER", "PT2M"),
                        Map.entry("YARD_STOP_ENGINES_ON_EXIT", "true"),
                        Map.entry("YARD_WEIGHTS_QUOTA", "1.5TiB"),
                        Map.entry("YARD_WEIGHTS_HIGH_WATER", "80%"),
                        Map.entry("YARD_SCRUB_EVERY", "12h"),
                        Map.entry("YARD_FETCH_BANDWIDTH", "100MB"),
                        Map.entry("YARD_FILE_ROOTS", "/models, /mnt/nfs/"),
                        Map.entry("YARD_PVC_MOUNTS", "base=/pvc/base,extra=/pvc/extra"),
                        Map.entry("YARD_CONTAINER_RUNTIME", "podman"),
                        Map.entry("YARD_CONTAINER_SOCKET", "/run/podman/podman.sock"),
                        Map.entry("YARD_IMAGES_ALLOWED", "docker.io/vllm/*, ghcr.io/**"),
                        Map.entry("YARD_ALLOW_UNPINNED_IMAGES", "true"),
                        Map.entry("YARD_REGISTRY_AUTH", "/etc/yard/config.json"),
                        Map.entry("YARD_KERNEL_CACHE_BYTES", "10GiB"),
                        Map.entry("YARD_SHARE_KERNEL_CACHES", "false"),
                        Map.entry("YARD_ENGINE_CGROUP", "/sys/fs/cgroup/engines"),
                        Map.entry("YARD_PRIVATE_SOURCES", "minio.internal,10.0.0.0/8"))))
                .isEqualTo(new AgentConfig(
                        Path.of("/state"),
                        URI.create("https://yard.example:8443"),
                        "n1",
                        Map.of("zone", "a", "gpu.vendor/kind", "h100"),
                        new AgentConfig.JoinToken(Optional.of("token"), Path.of("/run/token")),
                        new AgentConfig.Listen("0.0.0.0", 9070),
                        "10.0.0.7",
                        Optional.of(Path.of("/opt/engine.jar")),
                        Duration.ofMinutes(2),
                        true,
                        new AgentConfig.Weights(
                                3L << 39,
                                80,
                                Duration.ofHours(12),
                                100_000_000,
                                List.of(Path.of("/models"), Path.of("/mnt/nfs")),
                                Map.of("base", Path.of("/pvc/base"), "extra", Path.of("/pvc/extra")),
                                false,
                                50_000_000,
                                "minio.internal,10.0.0.0/8"),
                        new AgentConfig.Engines(
                                "podman",
                                Optional.of(Path.of("/run/podman/podman.sock")),
                                List.of("docker.io/vllm/*", "ghcr.io/**"),
                                true,
                                Optional.of(Path.of("/etc/yard/config.json")),
                                10L << 30,
                                false,
                                "/sys/fs/cgroup/engines")));
    }

    @ParameterizedTest
    @CsvSource({
        "YARD_SERVER_URL, 127.0.0.1:8080",
        "YARD_WEIGHTS_QUOTA, lots",
        "YARD_WEIGHTS_QUOTA, -1",
        "YARD_WEIGHTS_HIGH_WATER, 101",
        "YARD_SCRUB_EVERY, weekly",
        "YARD_SCRUB_EVERY, -P1D",
        "YARD_FETCH_BANDWIDTH, 1 lightyear",
        "YARD_FILE_ROOTS, models",
        "YARD_PVC_MOUNTS, /pvc",
        "YARD_PRIVATE_SOURCES, 10.0.0.0/99",
        "YARD_SERVER_URL, ftp://host",
        "YARD_NODE_NAME, Node_1",
        "YARD_NODE_NAME, -n",
        "YARD_NODE_LABELS, zone",
        "YARD_AGENT_PORT, http",
        "YARD_AGENT_PORT, 65536",
        "YARD_FENCE_AFTER, 2m",
        "YARD_FENCE_AFTER, PT-1S",
        "YARD_STOP_ENGINES_ON_EXIT, yes",
        "YARD_CONTAINER_RUNTIME, lxc",
        "YARD_CONTAINER_SOCKET, docker.sock",
        "YARD_IMAGES_ALLOWED, vllm image",
        "YARD_ALLOW_UNPINNED_IMAGES, 1",
        "YARD_REGISTRY_AUTH, config.json",
        "YARD_KERNEL_CACHE_BYTES, plenty",
        "YARD_SHARE_KERNEL_CACHES, sometimes",
        "YARD_ENGINE_CGROUP, engines",
    })
    void refusalsNameVariableAndValue(String variable, String value) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining(variable)
                .hasMessageContaining(value);
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(read(Map.of("YARD_JOIN_TOKEN", "yk_secret")).toString()).doesNotContain("yk_secret");
    }

    @Test
    void oneHomeOneAgent(@TempDir Path home) throws Exception {
        try (HomeLock first = HomeLock.take(home)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> HomeLock.take(home))
                    .isInstanceOf(ConfigProblem.class)
                    .hasMessageContaining("Another agent")
                    .hasMessageContaining("YARD_HOME");
        }
        HomeLock.take(home).close();
    }
}
