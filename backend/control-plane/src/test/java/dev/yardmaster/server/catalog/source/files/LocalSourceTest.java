package dev.yardmaster.server.catalog.source.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceContract;
import dev.yardmaster.server.catalog.source.SourceProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSourceTest extends SourceContract {
    @TempDir
    Path machine;

    private Path root() {
        return machine.resolve("models");
    }

    /** Files in a directory below the root. */
    private record Directory(Path directory) implements StandInShelf {
        @Override
        public void put(String path, String content) {
            try {
                Path file = directory.resolve(path);
                Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(directory));
                Files.writeString(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void remove(String path) {
            try {
                Files.delete(directory.resolve(path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    protected StandInShelf open() {
        return new Directory(root().resolve("llama"));
    }

    @Override
    protected Source source(Guard guard) {
        URI hub = URI.create("https://example.org");
        String claims = "weights=" + root() + ", team-a:weights=" + root().resolve("llama");
        return new LocalSource(new Mounts(new SourceProperties(hub, hub, "", root().toString(), claims)));
    }

    private static Origin at(String address) {
        return Origin.open(SourceAddress.parse(address));
    }

    @Override
    protected Origin origin() {
        return at("file://" + root() + "/llama");
    }

    @Override
    protected Origin wrongCredentials() {
        return origin();
    }

    @Override
    protected Origin nowhere() {
        return at("file://" + root() + "/nothing");
    }

    @Override
    protected boolean takesCredentials() {
        return false;
    }

    @Override
    protected boolean isOnTheWeb() {
        return false;
    }

    @Test
    void aClaimIsNamedToTheNodeAsAClaim() {
        Origin claim = at("pvc://weights/llama");
        Source.Content content = source().newest(claim);
        assertThat(content).isEqualTo(source().newest(origin())).isEqualTo(source().newest(at("pvc://team-a:weights")));
        assertThat(source().locate(claim, content.commit(), content.files()))
                .contains(new FileLocation("config.json", new FileLocation.Local("pvc:weights/llama/config.json")));
        assertThat(source().locate(at("pvc://team-a:weights"), content.commit(), content.files()))
                .contains(new FileLocation("config.json", new FileLocation.Local("pvc:team-a:weights/config.json")));
    }

    @Test
    void oneFileIsAModelToo() {
        Origin one = at("file://" + root() + "/llama/model.safetensors");
        Source.Content content = source().newest(one);
        assertThat(content.files()).extracting(ModelFile::path).containsExactly("model.safetensors");
        assertThat(source().locate(one, content.commit(), content.files()))
                .containsExactly(new FileLocation(
                        "model.safetensors", new FileLocation.Local(root() + "/llama/model.safetensors")));
    }

    @Test
    void linksInsideAreFollowedAndOthersRefused() throws IOException {
        Files.createSymbolicLink(root().resolve("llama/same.json"), Path.of("config.json"));
        assertThat(source().newest(origin()).files())
                .extracting(ModelFile::path)
                .contains("same.json");
        Files.writeString(machine.resolve("outside"), "x");
        Path link = Files.createSymbolicLink(root().resolve("llama/evil"), machine.resolve("outside"));
        assertThatThrownBy(() -> source().newest(origin())).hasMessageContaining("evil is a link that leaves");
        Files.delete(link);
        Files.createSymbolicLink(root().resolve("llama/circle"), root().resolve("llama"));
        assertThatThrownBy(() -> source().newest(origin())).hasMessageContaining("circles");
    }

    @Test
    void aRootThatIsReachedByALinkOutOfItIsRefused() throws IOException {
        Files.createDirectories(machine.resolve("other"));
        Files.createSymbolicLink(root().resolve("way-out"), machine.resolve("other"));
        assertThatThrownBy(() -> source().newest(at("file://" + root() + "/way-out")))
                .hasMessageContaining("is a link that leaves");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///etc,not in a directory that models may be in",
        "pvc://other/x,'is not mounted in the server; expected team-a:weights or weights'"
    })
    void onlyWhatIsAllowedIsRead(String address, String said) {
        assertThatThrownBy(() -> source().newest(at(address))).hasMessageContaining(said);
    }

    @Test
    void largeFilesArePinnedBySizeAndTime() throws IOException {
        try (var file =
                new java.io.RandomAccessFile(root().resolve("llama/large.gguf").toFile(), "rw")) {
            file.setLength((16L << 20) + 1);
        }
        assertThat(source().newest(origin()).files())
                .filteredOn(f -> f.path().equals("large.gguf"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.sha256()).isEmpty();
                    assertThat(f.pin()).matches("version:16777217-[0-9]{13}");
                });
    }
}
