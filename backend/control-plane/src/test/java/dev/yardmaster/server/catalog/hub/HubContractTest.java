package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.hub.Cancellation;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubEndpoint;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.hub.HubFile;
import dev.yardmaster.hub.HubPush;
import dev.yardmaster.hub.Progress;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Our client against our hub, over HTTP. */
@ServerTest
class HubContractTest {
    private static final Path DEMO = Path.of("../../engine-runtimes/demo-models/tiny-chat/v1");

    @Autowired
    TestClient server;

    @TempDir
    Path directory = Path.of("");

    private HubPush.Result push(Path from, String repository, String revision) {
        return HubPush.push(
                URI.create(server.baseUrl()),
                server.adminToken(),
                from,
                repository,
                revision,
                "Push " + revision,
                Progress.SILENT);
    }

    private HubClient client(KeyScope scope) {
        return new HubClient(HubEndpoint.withToken(URI.create(server.baseUrl() + "/hub"), server.token(scope)));
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .map(below::relativize)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theDemoModelGoesInAndComesOutAsItWas() throws IOException {
        HubPush.Result pushed = push(DEMO, "contract/tiny-chat", "v1");
        assertThat(pushed.uploadedBytes()).isBetween(pushed.bytes() / 2, pushed.bytes());
        try (HubClient client = client(KeyScope.HUB_READ)) {
            String commit = client.resolve("contract/tiny-chat", "v1");
            assertThat(commit).isEqualTo(pushed.commit());
            for (HubFile file : client.files("contract/tiny-chat", commit)) {
                client.downloadInto(
                        directory,
                        "contract/tiny-chat",
                        commit,
                        file.toModelFile(),
                        Progress.SILENT,
                        new Cancellation());
            }
        }
        assertThat(files(directory)).isEqualTo(files(DEMO)).hasSize(pushed.files());
        for (Path file : files(DEMO)) {
            assertThat(directory.resolve(file)).hasSameBinaryContentAs(DEMO.resolve(file));
        }
    }

    @Test
    void filesMayBeLargerThanAnyDocument() throws IOException {
        Path from = Files.createDirectories(directory.resolve("large"));
        byte[] weights = new byte[9 << 20];
        new Random(7).nextBytes(weights);
        Files.write(from.resolve("large.gguf"), weights);
        String commit = push(from, "contract/large", "main").commit();
        Path target = directory.resolve("large.copy");
        try (HubClient client = client(KeyScope.HUB_READ)) {
            HubFile file = client.files("contract/large", commit).getFirst();
            client.download("contract/large", commit, file, target, Progress.SILENT, new Cancellation());
        }
        assertThat(target).hasBinaryContent(weights);
    }

    @Test
    void pushingTheSameAgainUploadsNothingAndMakesNoCommit() throws IOException {
        Path from = Files.createDirectories(directory.resolve("same"));
        Files.writeString(from.resolve("a.json"), "{\"same\":1}");
        HubPush.Result first = push(from, "contract/same", "main");
        HubPush.Result second = push(from, "contract/same", "main");
        assertThat(second.commit()).isEqualTo(first.commit());
        assertThat(second.uploadedBytes()).isZero();
    }

    @Test
    void aBranchMovesAndItsOldCommitStays() throws IOException {
        Path from = Files.createDirectories(directory.resolve("moving"));
        Files.writeString(from.resolve("a.json"), "1");
        String first = push(from, "contract/moving", "main").commit();
        Files.writeString(from.resolve("a.json"), "22");
        String second = push(from, "contract/moving", "main").commit();
        assertThat(second).isNotEqualTo(first);
        try (HubClient client = client(KeyScope.HUB_READ)) {
            assertThat(client.resolveDefault("contract/moving")).isEqualTo(second);
            assertThat(client.files("contract/moving", first))
                    .extracting(HubFile::size)
                    .containsExactly(1L);
            assertThat(client.files("contract/moving", second))
                    .extracting(HubFile::size)
                    .containsExactly(2L);
        }
    }

    @Test
    void withoutMainTheDefaultIsTheNewestPush() throws IOException {
        Path from = Files.createDirectories(directory.resolve("default"));
        Files.writeString(from.resolve("a.json"), "one");
        push(from, "contract/default", "v1");
        Files.writeString(from.resolve("a.json"), "two");
        String newest = push(from, "contract/default", "v2").commit();
        try (HubClient client = client(KeyScope.HUB_READ)) {
            assertThat(client.resolveDefault("contract/default")).isEqualTo(newest);
            assertThat(client.resolve("contract/default", "main")).isEqualTo(newest);
            Files.writeString(from.resolve("a.json"), "three");
            String main = push(from, "contract/default", "main").commit();
            Files.writeString(from.resolve("a.json"), "four");
            push(from, "contract/default", "v3");
            assertThat(client.resolveDefault("contract/default")).isEqualTo(main);
        }
    }

    @Test
    void aLongListingComesInPages() throws IOException {
        Path from = Files.createDirectories(directory.resolve("long"));
        for (int i : IntStream.range(0, 1100).toArray()) {
            Files.writeString(from.resolve("f%04d.json".formatted(i)), "same");
        }
        String commit = push(from, "contract/long", "main").commit();
        try (HubClient client = client(KeyScope.HUB_READ)) {
            assertThat(client.files("contract/long", commit))
                    .hasSize(1100)
                    .extracting(HubFile::path)
                    .doesNotHaveDuplicates()
                    .isSorted();
        }
    }

    @Test
    void whatIsNotThereIsToldByName() throws IOException {
        Path from = Files.createDirectories(directory.resolve("missing"));
        Files.writeString(from.resolve("a.json"), "1");
        String commit = push(from, "contract/missing", "main").commit();
        try (HubClient client = client(KeyScope.HUB_READ)) {
            assertThat(catchThrowableOfType(
                                    HubException.NotFound.class, () -> client.resolveDefault("contract/nothing"))
                            .what())
                    .isEqualTo(HubException.NotFound.What.REPOSITORY);
            assertThat(catchThrowableOfType(HubException.NotFound.class, () -> client.resolve("contract/missing", "v9"))
                            .what())
                    .isEqualTo(HubException.NotFound.What.REVISION);
            HubFile file = new HubFile("b.json", 1, java.util.Optional.of("a".repeat(64)), java.util.Optional.empty());
            assertThat(catchThrowableOfType(
                                    HubException.NotFound.class,
                                    () -> client.download(
                                            "contract/missing",
                                            commit,
                                            file,
                                            directory.resolve("b.json"),
                                            Progress.SILENT,
                                            new Cancellation()))
                            .what())
                    .isEqualTo(HubException.NotFound.What.FILE);
        }
    }

    @Test
    void aTokenOfAnotherScopeMayNotRead() {
        try (HubClient client = client(KeyScope.INFERENCE)) {
            assertThatThrownBy(() -> client.resolve("contract/any", "main")).isInstanceOf(HubException.Denied.class);
        }
        assertThatThrownBy(() -> HubPush.push(
                        URI.create(server.baseUrl()),
                        server.token(KeyScope.HUB_READ),
                        DEMO,
                        "contract/denied",
                        "main",
                        "no",
                        Progress.SILENT))
                .isInstanceOf(HubException.Denied.class);
    }
}
