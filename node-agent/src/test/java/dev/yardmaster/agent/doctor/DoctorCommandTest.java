package dev.yardmaster.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.config.Environment;
import dev.yardmaster.agent.inventory.Recorded;
import dev.yardmaster.agent.platform.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The doctor on hosts made of files and recorded tools. */
class DoctorCommandTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/composed");

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Recorded host = Recorded.empty(Path.of("unused"));
    private int code;

    @BeforeEach
    void aHost() throws IOException {
        host = Recorded.empty(root);
        host.file("/proc/cpuinfo", "model name\t: AMD EPYC 9354\nflags\t\t: fpu avx2 fma f16c avx512f");
        host.file("/proc/meminfo", "MemTotal: 67108864 kB\nMemAvailable: 60000000 kB");
        host.file("/proc/self/limits", limits("1048576", "unlimited"));
        host.file("/sys/fs/cgroup/cgroup.controllers", "cpu memory");
        host.file("/sys/fs/cgroup/cgroup.procs", "1");
        host.file("/proc/self/cgroup", "0::/");
        Files.createDirectories(root.resolve("dev/shm"));
        Path bin = Files.createDirectories(root.resolve("bin"));
        assertThat(Files.createFile(bin.resolve("setsid")).toFile().setExecutable(true))
                .isTrue();
        environment.put("PATH", bin.toString());
        environment.put(
                "YARD_HOME", Files.createDirectories(root.resolve("home")).toString());
        environment.put("YARD_AGENT_PORT", "0");
        environment.put("YARD_SERVER_URL", "http://127.0.0.1:1");
        environment.put("YARD_NODE_NAME", "gpu-1");
        environment.put(
                "YARD_BUNDLED_ENGINE",
                Files.createFile(root.resolve("engine.jar")).toString());
    }

    private static String limits(String files, String locked) {
        return "Limit                     Soft Limit           Hard Limit           Units     \n"
                + "Max open files            " + files + "              1048576              files     \n"
                + "Max locked memory         " + locked + "            unlimited            bytes     ";
    }

    private List<String> examine(String... arguments) {
        out.reset();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        AgentConfig config = new Environment(environment, new NoHost()).read();
        code = new DoctorCommand(config, environment, host.files, host).run(List.of(arguments), print, print);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Level and text of each finding, and its fix where it has one. */
    private List<String> findings(String... images) {
        List<String> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(List.of(images));
        JsonNode report = Json.mapper().readTree(String.join("\n", examine(arguments.toArray(String[]::new))));
        List<String> lines = new ArrayList<>();
        report.path("findings")
                .forEach(f -> lines.add(
                        f.path("level").asString() + " " + f.path("about").asString() + " "
                                + f.path("sentence").asString()
                                + (f.has("fix") ? " FIX " + f.path("fix").asString() : "")));
        return lines;
    }

    private static void hasOne(List<String> lines, String start, String... parts) {
        assertThat(lines)
                .filteredOn(l -> l.startsWith(start))
                .anySatisfy(l ->
                        assertThat(List.of(parts)).allSatisfy(p -> assertThat(l).contains(p)));
    }

    private static MockResponse answer(int status, Instant date) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader(
                        "Date",
                        java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                date.atOffset(java.time.ZoneOffset.UTC)))
                .build();
    }

    private void runtime() throws IOException {
        host.add("$ nerdctl info\n{\"ServerVersion\": \"v2.0.0\", \"Runtimes\": {}}\n");
    }

    @Test
    void aHostThatIsFine() throws IOException {
        runtime();
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(answer(200, Instant.now()));
            server.enqueue(answer(200, Instant.now()));
            server.start();
            environment.put("YARD_SERVER_URL", "http://127.0.0.1:" + server.getPort());
            List<String> lines = findings();
            assertThat(lines)
                    .filteredOn(l -> !l.startsWith("OK "))
                    .filteredOn(l -> !l.contains(" disk "))
                    .isEmpty();
            hasOne(lines, "OK server", "is well");
            hasOne(lines, "OK hub");
            hasOne(lines, "OK clock", "s apart");
            hasOne(lines, "OK devices", "engines run on the CPU");
            hasOne(lines, "OK cgroup");
            assertThat(code).isLessThan(2);
        }
    }

    @Test
    void everyFindingThatIsNotFineHasAFix() throws IOException {
        host.file("/proc/self/limits", limits("1024", "65536"));
        host.file("/sys/class/infiniband/mlx5_0/ports/1/state", "4: ACTIVE");
        environment.put("PATH", root.resolve("empty").toString());
        environment.put("YARD_BUNDLED_ENGINE", root.resolve("missing.jar").toString());
        Files.delete(root.resolve("sys/fs/cgroup/cgroup.controllers"));
        Files.delete(root.resolve("dev/shm"));
        List<String> lines = findings();
        assertThat(lines)
                .filteredOn(l -> !l.startsWith("OK "))
                .allSatisfy(l -> assertThat(l).contains(" FIX "));
        hasOne(lines, "WARNING limits", "1024 files", "ulimit -n");
        hasOne(lines, "WARNING limits", "locked", "ulimit -l");
        hasOne(lines, "PROBLEM limits", "/dev/shm is missing");
        hasOne(lines, "WARNING cgroup", "version 2");
        hasOne(lines, "WARNING setsid");
        hasOne(lines, "WARNING engine", "./yard build");
        hasOne(lines, "WARNING server", "does not answer", "./yard server");
        hasOne(lines, "WARNING containers", "No container runtime");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void aDriverThatDoesNotFit() throws IOException {
        host.add(Files.readString(RECORDINGS.resolve("nvidia-mismatch.txt")));
        hasOne(findings(), "PROBLEM driver", "version mismatch", "FIX sudo reboot");
    }

    @Test
    void aDeviceWithoutADriver() throws IOException {
        host.add(Files.readString(RECORDINGS.resolve("nvidia-not-loaded.txt")));
        List<String> lines = findings();
        hasOne(lines, "PROBLEM driver", "couldn't communicate", "FIX sudo modprobe nvidia");
        hasOne(
                lines,
                "PROBLEM driver",
                "No driver holds 1 device(s) of NVIDIA",
                "FIX sudo apt-get install nvidia-driver");
    }

    @Test
    void sickDevicesAndARuntimeThatCannotHandThemOut() throws IOException {
        runtime();
        host.add(Files.readString(RECORDINGS.resolve("nvidia-b200.txt")));
        List<String> lines = findings();
        hasOne(lines, "OK devices", "2 × NVIDIA B200", "179.1 GiB each", "driver 570.133.20");
        hasOne(lines, "PROBLEM health", "row remap failed", "./yard release gpu-1 GPU-3a2b3c4d");
        hasOne(lines, "PROBLEM containers", "cannot hand out NVIDIA's devices", "nvidia-container-toolkit");
        hasOne(lines, "WARNING devices", "/dev/nvidia-uvm is missing", "modprobe");
        host.file("/etc/cdi/nvidia.yaml", "kind: nvidia.com/gpu");
        hasOne(findings(), "OK containers", "hands out devices by cdi");
    }

    @Test
    void clocksThatDisagree() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(answer(200, Instant.now().minusSeconds(300)));
            server.enqueue(answer(200, Instant.now()));
            server.start();
            environment.put("YARD_SERVER_URL", "http://127.0.0.1:" + server.getPort());
            hasOne(findings(), "PROBLEM clock", "FIX sudo timedatectl");
        }
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            environment.put("YARD_AGENT_PORT", String.valueOf(other.getLocalPort()));
            Thread.startVirtualThread(() -> refuse(other));
            hasOne(findings(), "PROBLEM port", "cannot listen at 127.0.0.1:" + other.getLocalPort(), "ss -ltnp");
        }
    }

    private static void refuse(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
            }
        } catch (IOException e) {
            return;
        }
    }

    @Test
    void registriesOfImages() throws IOException {
        try (MockWebServer registry = new MockWebServer()) {
            registry.enqueue(new MockResponse.Builder().code(401).build());
            registry.start();
            hasOne(
                    findings("localhost:" + registry.getPort() + "/vllm/vllm-openai:latest"),
                    "OK registry",
                    "answers (401)");
        }
        assertThat(OutsideCheck.registry("vllm/vllm-openai:v0.10.0")).isEqualTo("https://registry-1.docker.io/v2/");
        assertThat(OutsideCheck.registry("ghcr.io/ggml-org/llama.cpp@sha256:00"))
                .isEqualTo("https://ghcr.io/v2/");
        assertThat(OutsideCheck.registry("ubuntu")).isEqualTo("https://registry-1.docker.io/v2/");
    }

    @Test
    void peopleGetLinesWithFixesBelow() {
        List<String> lines = examine();
        assertThat(lines).anySatisfy(l -> assertThat(l).startsWith("warning  server"));
        assertThat(lines).anySatisfy(l -> assertThat(l).contains("fix: ./yard server"));
        assertThat(lines.getLast()).matches("\\d+ looked at, \\d+ warnings, \\d+ problems");
    }

    @Test
    void unknownFlagsAreRefused() {
        assertThat(examine("--jsn")).containsExactly("usage: ./yard doctor [--json] [IMAGE...]");
        assertThat(code).isEqualTo(64);
    }

    @Test
    void nothingOfTheAgentsIsTouched() throws IOException {
        host.add(Files.readString(RECORDINGS.resolve("nvidia-b200.txt")));
        findings();
        try (var left = Files.list(root.resolve("home"))) {
            assertThat(left).isEmpty();
        }
    }

    private static final class NoHost implements Environment.Host {
        @Override
        public String name() {
            return "gpu-1";
        }

        @Override
        public Path userHome() {
            return Path.of("/nowhere");
        }

        @Override
        public Optional<Path> bundledEngine() {
            return Optional.empty();
        }
    }
}
