package dev.yardmaster.agent.engine.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yardmaster.agent.engine.ContainerPlans;
import dev.yardmaster.agent.engine.DeviceLookup;
import dev.yardmaster.agent.engine.EngineProcesses;
import dev.yardmaster.agent.engine.EnginesContract;
import dev.yardmaster.agent.engine.LaunchPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * Engines as containers of the Docker or Podman of this host, where there is one: its socket is {@code DOCKER_HOST} or
 * where it usually is, and {@code YARD_TEST_IMAGE} names an image with a shell that is there already, as
 * {@code repository@sha256:...}. Nothing is pulled.
 */
@Tag("slow")
class RealEnginesTest extends EnginesContract {
    private static final String IMAGE = Objects.requireNonNullElse(System.getenv("YARD_TEST_IMAGE"), "");

    @BeforeAll
    static void thereIsOne() throws Exception {
        Optional<Path> socket = socket();
        assumeTrue(
                socket.isPresent(),
                "There is no socket of Docker or Podman here (DOCKER_HOST, /var/run/docker.sock, Podman's): the contract"
                        + " was not held against a real one.");
        EngineApi api = new EngineApi(socket.get());
        assumeTrue(api.unavailable().isEmpty(), () -> "The container engine at " + socket.get() + " cannot be used.");
        assumeTrue(
                IMAGE.matches(".+@sha256:[0-9a-f]{64}") && api.digests(IMAGE).isPresent(),
                "YARD_TEST_IMAGE names no image with a digest that " + socket.get() + " has: the contract was not held"
                        + " against it.");
    }

    @BeforeEach
    void store() throws Exception {
        Files.createDirectories(home.resolve("weights"));
    }

    private static Optional<Path> socket() {
        String host = Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), "");
        String runtime = Objects.requireNonNullElse(System.getenv("XDG_RUNTIME_DIR"), "/run/user/0");
        return Stream.of(
                        host.replaceFirst("^unix://", ""),
                        "/var/run/docker.sock",
                        "/run/podman/podman.sock",
                        runtime + "/podman/podman.sock")
                .filter(p -> p.startsWith("/"))
                .map(Path::of)
                .filter(Files::exists)
                .findFirst();
    }

    @Override
    protected EngineProcesses engines(Path agentHome) {
        return new ContainerEngines(
                new EngineApi(socket().orElseThrow()),
                agentHome,
                home.resolve("weights"),
                new DeviceAccesses(Path.of("/"), DeviceLookup.UNKNOWN),
                new HostUser(Path.of("/"), agentHome));
    }

    @Override
    protected LaunchPlan.Program shell() {
        int at = IMAGE.indexOf('@');
        return new LaunchPlan.InContainer(
                ContainerPlans.image(IMAGE.substring(0, at), IMAGE.substring(at + 1)),
                "127.0.0.1",
                false,
                Set.of(),
                List.of(),
                Map.of(),
                Map.of());
    }

    @Override
    protected Path work(Path directory) {
        return directory.resolve("work");
    }
}
