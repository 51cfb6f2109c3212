package dev.yardmaster.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What vendors' tools printed, and what this agent makes of it: recorded on real hosts and published, or composed from
 * documentation for what nobody published.
 */
class RecordedHostsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path RECORDED = RESOURCES.resolve("recorded");
    private static final List<String> TOLD = List.of("# tool: ", "# device: ", "# from: https://", "# left out: ");

    @TempDir
    Path root;

    static List<Path> recorded() throws IOException {
        return hosts(RECORDED);
    }

    static List<Path> composed() throws IOException {
        return hosts(RESOURCES.resolve("composed"));
    }

    private static List<Path> hosts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(n -> n.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordingIsReadAsExpected(Path recording) throws IOException {
        assertThat(look(Recorded.partly(recording, root))).isEqualTo(expected(recording));
    }

    @ParameterizedTest
    @MethodSource("composed")
    void aComposedHostIsReadAsExpected(Path host) throws IOException {
        assertThat(look(Recorded.read(host, root))).isEqualTo(expected(host));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordingSaysWhereItIsFrom(Path recording) throws IOException {
        List<String> lines = Files.readAllLines(recording);
        for (int i = 0; i < TOLD.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith(TOLD.get(i))
                    .hasSizeGreaterThan(TOLD.get(i).length());
        }
    }

    @Test
    void recordingsAreOfManyDevicesAndVersions() throws IOException {
        assertThat(recorded().stream()
                        .map(r -> head(r, "# device: "))
                        .distinct()
                        .count())
                .isGreaterThanOrEqualTo(20);
        assertThat(recorded().stream().map(r -> head(r, "# tool: ")).distinct().count())
                .isGreaterThanOrEqualTo(12);
        for (String tool : List.of("nvidia-smi", "npu-smi", "amd-smi", "rocm-smi", "xpu-smi")) {
            assertThat(recorded()).as(tool).anyMatch(r -> head(r, "# tool: ").startsWith(tool + " "));
        }
    }

    private List<String> look(Recorded host) throws IOException {
        try (InventoryCollector collector = new InventoryCollector(
                new Site("host", host.files, host, root, root, Map.of(), new MovingClock(), () -> {}))) {
            return DeviceText.of(collector.look()).stream()
                    .filter(l -> !l.endsWith(Recorded.NOT_RECORDED))
                    .toList();
        }
    }

    private static List<String> expected(Path host) throws IOException {
        return Files.readAllLines(Path.of(host.toString().replace(".txt", ".expected")));
    }

    private static String head(Path recording, String start) {
        try {
            Optional<String> line = Files.readAllLines(recording).stream()
                    .filter(l -> l.startsWith(start))
                    .findFirst();
            return line.map(l -> l.substring(start.length())).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
