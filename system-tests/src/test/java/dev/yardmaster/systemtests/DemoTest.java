package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Ports;
import dev.yardmaster.cli.process.SiteSettings;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first command of the README, end to end. */
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemoTest {
    private final SiteSettings settings = SiteSettings.apart(SharedWorld.freshHome("demo"));

    @Test
    void onceAnswersAndLeavesNothingRunningAndTheSecondTimePicksUp() throws Exception {
        Process once = demo("--once");
        String first = text(once);
        assertThat(once.waitFor()).as(first).isZero();
        assertThat(first)
                .contains("What is the capital of France?")
                .contains("Paris")
                .contains("TTFT")
                .contains(settings.serverUrl())
                .contains("log in as admin");
        assertThat(settings.claims()).noneMatch(c -> Ports.isTaken(c.port()));
        assertThat(processesOfThisHome()).isEmpty();
        assertSecretsAreSecret(first);

        Process stays = demo();
        BufferedReader lines = stays.inputReader(StandardCharsets.UTF_8);
        String second = readUntil(lines, "Up until Ctrl-C");
        assertThat(second).contains("Paris").doesNotContain("hub: pushed").contains("unchanged");
        Process third = demo("--once");
        assertThat(text(third)).contains("a demo already runs");
        assertThat(third.waitFor()).isEqualTo(78);
        interrupt(stays);
        assertThat(readUntil(lines, "stopped")).contains("stopping");
        assertThat(stays.waitFor()).isZero();
        assertThat(processesOfThisHome()).isEmpty();
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(settings.gateway(), 1, InetAddress.getLoopbackAddress())) {
            Process process = demo("--once");
            assertThat(text(process))
                    .contains("port " + taken.getLocalPort() + " (gateway) is taken")
                    .contains("YARD_GATEWAY_PORT");
            assertThat(process.waitFor()).isEqualTo(78);
        }
        assertThat(settings.home().resolve("server")).doesNotExist();
    }

    @Test
    void aProcessThatDiesIsNamedWithItsLastLines() throws Exception {
        Files.createDirectories(settings.home());
        Files.writeString(settings.home().resolve("server"), "a file where a directory should be");
        Process process = demo("--once");
        assertThat(text(process)).contains("the server ended by itself").contains("server.log");
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(processesOfThisHome()).isEmpty();
    }

    private Process demo(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(World.installation().command(Part.CLI, "demo"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(settings.environment());
        builder.environment().put("YARD_ROOT", Repository.root().toString());
        builder.environment()
                .put(
                        "YARD_BUNDLED_ENGINE",
                        World.installation().jar(Part.ENGINE).toString());
        return builder.start();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String readUntil(BufferedReader lines, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.append(line).append('\n');
            if (line.contains(text)) {
                return read.toString();
            }
        }
        throw new AssertionError("'" + text + "' never came:\n" + read);
    }

    /** Not by SIGINT: a build that a shell runs in the background has its JVMs start with that one ignored. */
    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Anything whose environment names our home: every part and every engine does. */
    private List<String> processesOfThisHome() {
        return ProcessHandle.allProcesses()
                .filter(p -> environment(p).contains("=" + settings.home()))
                .map(p -> p.pid() + " " + p.info().commandLine().orElse(""))
                .toList();
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", String.valueOf(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private void assertSecretsAreSecret(String output) throws IOException {
        Path secrets = settings.home().resolve("secrets");
        assertThat(mode(secrets)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(secrets)) {
            for (Path file : files.toList()) {
                assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------");
                String secret =
                        Files.readString(file, StandardCharsets.ISO_8859_1).strip();
                assertThat(output).as("output and " + file).doesNotContain(secret);
                assertLogsDoNotContain(secret);
            }
        }
    }

    private void assertLogsDoNotContain(String secret) throws IOException {
        try (Stream<Path> logs = Files.list(settings.home().resolve("logs"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                        .as(log.toString())
                        .doesNotContain(secret);
            }
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
