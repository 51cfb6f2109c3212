package dev.yardmaster.server.catalog.source.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.hub.guard.Guard;
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
                "application/vnd.cncf.model.weight.v1.tar",
                "application/vnd.cncf.model.weight.v1.tar+gzip",
                "application/vnd.oci.image.layer.v1.tar+zstd",
                "application/vnd.oci.image.layer.v1.tar"
            })
    void packedLayersAreRefusedWithWhatToPushInstead(String type) {
        registry.layerType = type;
        registry.pushFiles("v1");
        assertThatThrownBy(() -> source().newest(origin()))
                .hasMessageContaining("is packed")
                .hasMessageContaining("oras push with files");
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
