package dev.yardmaster.agent;

import dev.yardmaster.agent.config.Environment;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The host that this process runs on. */
final class HostFacts implements Environment.Host {
    private static final String ENGINE_JAR = "llama-cpp-engine.jar";

    @Override
    public String name() {
        try {
            Path kernel = Path.of("/proc/sys/kernel/hostname");
            return Files.isReadable(kernel)
                    ? Files.readString(kernel).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        } catch (java.io.IOException e) {
            return "";
        }
    }

    @Override
    public Path userHome() {
        return Path.of(System.getProperty("user.home"));
    }

    /** In a build tree, or next to the agent's own jar where both are installed together. */
    @Override
    public Optional<Path> bundledEngine() {
        return ownJar().map(Path::getParent)
                .flatMap(target -> Stream.of(
                                target.resolve(ENGINE_JAR),
                                target.resolve("../llama-cpp-engine").resolve(ENGINE_JAR),
                                target.resolve("../../engine-runtimes/llama-cpp-engine/target")
                                        .resolve(ENGINE_JAR))
                        .map(Path::normalize)
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    /** Changes when the kernel restarts. Where the host does not tell, every process counts as a restart. */
    static String bootId() {
        Path kernel = Path.of("/proc/sys/kernel/random/boot_id");
        try {
            return Files.isReadable(kernel)
                    ? Files.readString(kernel).strip()
                    : "process-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis();
        } catch (java.io.IOException e) {
            return "process-" + ProcessHandle.current().pid() + "-" + System.currentTimeMillis();
        }
    }

    private static Optional<Path> ownJar() {
        try {
            return Optional.of(Path.of(HostFacts.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
