package dev.yardmaster.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What vendors' tools printed on real hosts, and what this agent makes of it. */
class RecordedHostsTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/recorded");

    @TempDir
    Path root;

    static Stream<String> recordings() throws IOException {
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".txt"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void isReadAsExpected(String name) throws IOException {
        Recorded host = Recorded.read(RECORDINGS.resolve(name), root);
        Path expected = RECORDINGS.resolve(name.replace(".txt", ".expected"));
        try (InventoryCollector collector = new InventoryCollector(
                new Site("host", host.files, host, root, root, Map.of(), new MovingClock(), () -> {}))) {
            assertThat(DeviceText.of(collector.look())).isEqualTo(Files.readAllLines(expected));
        }
    }
}
