package dev.yardmaster.server.catalog.source.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.catalog.TarMember;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceContract;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OciSourceTest extends SourceContract {
    private OciStandIn registry = new OciStandIn();

    @Override
    protected StandInShelf open() {
        registry.close();
        registry = new OciStandIn();
        return registry;
    }

    @Override
    protected Source source(Guard guard) {
        return new OciSource(new SourceHttp(guard));
    }

    private Origin at(String address, String password) {
        return new Origin(
                SourceAddress.parse(address),
                new SourceAccess(Optional.of("registry"), Optional.of(registry.url()), Optional.empty()),
                Map.of("username", "robot", "password", password),
                List.of());
    }

    @Override
    protected Origin origin() {
        return at("oci://registry.example.org/org/llama:v1", SECRET);
    }

    @Override
    protected Origin wrongCredentials() {
        return at("oci://registry.example.org/org/llama:v1", SECRET + "2");
    }

    @Override
    protected Origin nowhere() {
        return at("oci://registry.example.org/org/llama:v9", SECRET);
    }

    @Override
    protected boolean keepsCommits() {
        return true;
    }

    @Override
    protected boolean statesDigests() {
        return true;
    }

    @Test
    void theCommitIsTheManifestAndTheLicenceItsConfiguration() {
        Source.Content content = source().newest(origin());
        assertThat("sha256:" + content.commit()).isEqualTo(registry.tags.get("v1"));
        assertThat(content.licence()).contains("apache-2.0");
        assertThat(content.files()).allSatisfy(f -> assertThat(f.sha256()).isEqualTo(Sha256.hex(text(f.path()))));
    }

    @Test
    void aNodeGetsATokenForPullingThisRepositoryOnly() {
        Source.Content content = source().newest(origin());
        FileLocation location =
                source().locate(origin(), content.commit(), content.files()).getFirst();
        assertThat(location.where())
                .isInstanceOfSatisfying(
                        FileLocation.Web.class,
                        web -> assertThat(web.headers())
                                .containsExactly(Map.entry("Authorization", "Bearer pull-llama")));
    }

    @Test
    void filesThatOrasTitledAreReadToo() {
        registry.pathKey = "org.opencontainers.image.title";
        registry.layerType = "application/octet-stream";
        registry.pushFiles("v1");
        assertThat(source().newest(origin()).files()).hasSize(FILES.size());
    }

    @Test
    void aRegistryWithoutTokensIsReadWithTheCredentials() {
        registry.basic = true;
        assertThat(source().newest(origin()).files()).hasSize(FILES.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.cncf.model.weight.v1.tar+gzip",
                "application/vnd.cncf.model.weight.v1.tar+zstd",
                "application/vnd.cncf.model.weight.config.v1.tar+gzip"
            })
    void compressedLayersAreRefusedWithWhatToPushInstead(String type) {
        registry.layerType = type;
        registry.pushFiles("v1");
        assertThatThrownBy(() -> source().newest(origin()))
                .hasMessageContaining("is compressed")
                .hasMessageContaining("in plain tar");
    }

    @Test
    void filesInTarAreRangesOfTheirLayers() {
        registry.packInTar();
        Source.Content content = source().newest(origin());
        assertThat(content.files()).hasSize(FILES.size()).allSatisfy(f -> {
            byte[] layer = TarMaker.of(f.path(), bytes(text(f.path())));
            assertThat(f.sha256()).isEmpty();
            assertThat(TarMember.of(f.pin())).contains(new TarMember(Sha256.hex(layer), layer.length, 512));
            FileLocation where = source().locate(origin(), content.commit(), List.of(f.withSha256("a".repeat(64))))
                    .getFirst();
            assertThat(((FileLocation.Web) where.where()).url().toString()).endsWith("sha256:" + Sha256.hex(layer));
        });
        assertThat(source().pinned(origin(), content.commit(), content.files())).isEqualTo(content);
    }

    @Test
    void headersWithinTarAreReadByRanges() {
        registry.packInTar();
        Source.Content content = source().newest(origin());
        RangeReader reader = source().reader(origin(), content.commit(), content.files());
        for (ModelFile f : content.files()) {
            String text = text(f.path());
            assertThat(reader.read(f.path(), 0, 10_000)).isEqualTo(bytes(text));
            assertThat(reader.read(f.path(), 1, 2)).isEqualTo(bytes(text.substring(1, 3)));
            assertThat(reader.read(f.path(), f.size(), 5)).isEmpty();
        }
    }

    private Source.Content layers(Object... layers) {
        registry.push("made", Map.of("layers", List.of(layers)));
        return source().newest(at("oci://registry.example.org/org/llama:made", SECRET));
    }

    private Map<String, Object> layer(String type, byte[] content, Map<String, String> annotations) {
        String digest = "sha256:" + Sha256.hex(content);
        registry.pushed.put(digest, content);
        return Map.of("mediaType", type, "digest", digest, "size", content.length, "annotations", annotations);
    }

    @Test
    void layersOfTheSpecificationsExampleHaveNoNames() {
        byte[] weights = new TarMaker()
                .file("model-1.safetensors", bytes("one"))
                .file("model-2.safetensors", bytes("two"))
                .end();
        byte[] config = TarMaker.of("config.json", bytes("{}"));
        assertThat(layers(
                                layer("application/vnd.cncf.model.weight.v1.tar", weights, Map.of()),
                                layer("application/vnd.cncf.model.weight.config.v1.tar", config, Map.of()))
                        .files())
                .extracting(ModelFile::path)
                .containsExactly("config.json", "model-1.safetensors", "model-2.safetensors");
    }

    @Test
    void orasMarksWhatIsToBeUnpacked() {
        String type = "application/vnd.oci.image.layer.v1.tar";
        byte[] directory = TarMaker.of("tiny/config.json", bytes("{}"));
        Map<String, String> title = Map.of("org.opencontainers.image.title", "tiny");
        Map<String, String> unpack =
                Map.of("org.opencontainers.image.title", "tiny", "io.deis.oras.content.unpack", "true");
        assertThat(layers(layer(type, directory, unpack)).files())
                .extracting(ModelFile::path)
                .containsExactly("tiny/config.json");
        assertThat(layers(layer(type, directory, title)).files())
                .containsExactly(new ModelFile("tiny", directory.length, Sha256.hex(directory)));
        assertThatThrownBy(() -> layers(layer(type + "+gzip", directory, unpack)))
                .hasMessageContaining("is compressed")
                .hasMessageContaining("oras push with files");
    }

    @ParameterizedTest
    @CsvSource({"../x,plain relative", "/etc/passwd,plain relative", "a/../../b,plain relative", "a//b,plain relative"})
    void membersThatLeaveTheModelAreRefused(String path, String why) {
        byte[] archive = TarMaker.of(path, bytes("x"));
        assertThatThrownBy(() -> layers(layer("application/vnd.cncf.model.code.v1.tar", archive, Map.of())))
                .hasMessageContaining(why);
    }

    @Test
    void linksAndTheSameMemberTwiceAreRefused() {
        byte[] link = new TarMaker().entry('2', "model.bin", new byte[0]).end();
        assertThatThrownBy(() -> layers(layer("application/vnd.cncf.model.weight.v1.tar", link, Map.of())))
                .hasMessageContaining("holds the link 'model.bin'");
        byte[] twice =
                new TarMaker().file("a", bytes("1")).file("a", bytes("2")).end();
        assertThatThrownBy(() -> layers(layer("application/vnd.cncf.model.weight.v1.tar", twice, Map.of())))
                .hasMessageContaining("'a' twice");
    }

    @Test
    void anIndexStandsForItsOnlyArtifact() {
        String digest = String.valueOf(registry.tags.get("v1"));
        registry.push("index", Map.of("manifests", List.of(Map.of("digest", digest))));
        assertThat("sha256:"
                        + source().newest(at("oci://registry.example.org/org/llama:index", SECRET))
                                .commit())
                .isEqualTo(digest);
        registry.push(
                "two",
                Map.of("manifests", List.of(Map.of("digest", digest), Map.of("digest", "sha256:" + "a".repeat(64)))));
        assertThatThrownBy(() -> source().newest(at("oci://registry.example.org/org/llama:two", SECRET)))
                .hasMessageContaining("index of 2 artifacts")
                .hasMessageContaining(digest);
    }

    @Test
    void anotherManifestThanTheOneAskedForIsNotBelieved() {
        String digest = "sha256:" + "b".repeat(64);
        registry.pushed.put(digest, bytes("{\"layers\":[]}"));
        assertThatThrownBy(() -> source().newest(at("oci://registry.example.org/org/llama@" + digest, SECRET)))
                .hasMessageContaining("another manifest");
    }

    @ParameterizedTest
    @CsvSource({"../x", "/etc/passwd", "a//b", "a/./b"})
    void pathsThatLeaveTheModelAreRefused(String path) {
        registry.put(path, "x");
        assertThatThrownBy(() -> source().newest(origin())).hasMessageContaining("plain relative paths");
    }

    @Test
    void dockersAndOllamasWeightsHaveNoName() {
        registry.push(
                "ollama",
                Map.of(
                        "layers",
                        List.of(
                                Map.of(
                                        "mediaType",
                                        "application/vnd.ollama.image.model",
                                        "digest",
                                        "sha256:" + "c".repeat(64),
                                        "size",
                                        7),
                                Map.of("mediaType", "application/vnd.ollama.image.params", "digest", "x", "size", 1))));
        assertThat(source().newest(at("oci://registry.example.org/org/llama:ollama", SECRET))
                        .files())
                .containsExactly(new ModelFile("model.gguf", 7, "c".repeat(64)));
    }
}
