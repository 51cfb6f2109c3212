package dev.yardmaster.server.catalog.source.s3;

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

class S3SourceTest extends SourceContract {
    private S3StandIn store = new S3StandIn("");

    @Override
    protected StandInShelf open() {
        store.close();
        store = new S3StandIn("llama/1b/");
        store.putObject("llama/1b-other/x", bytes("beside"));
        return store;
    }

    @Override
    protected Source source(Guard guard) {
        return new S3Source(new SourceHttp(guard));
    }

    private Origin at(String address, Map<String, String> credentials) {
        return new Origin(
                SourceAddress.parse(address),
                new SourceAccess(
                        credentials.isEmpty() ? Optional.empty() : Optional.of("bucket"),
                        Optional.of(store.url()),
                        Optional.of("eu-central-1")),
                credentials,
                List.of());
    }

    private static Map<String, String> key(String id) {
        return Map.of("accessKeyId", id, "secretAccessKey", SECRET + "/abc");
    }

    @Override
    protected Origin origin() {
        return at("s3://models/llama/1b", key(S3StandIn.KEY_ID));
    }

    @Override
    protected Origin wrongCredentials() {
        return at("s3://models/llama/1b", key("AKIDOTHER"));
    }

    @Override
    protected Origin nowhere() {
        return at("s3://elsewhere/llama", key(S3StandIn.KEY_ID));
    }

    @Test
    void aStatedChecksumIsTaken() {
        store.checksums = true;
        assertThat(source().newest(origin()).files())
                .allSatisfy(f -> assertThat(f.sha256()).isEqualTo(Sha256.hex(text(f.path()))));
    }

    @Test
    void aSingleObjectIsAModelToo() {
        Origin single = at("s3://models/llama/1b/model.safetensors", key(S3StandIn.KEY_ID));
        Source.Content content = source().newest(single);
        assertThat(content.files()).extracting(ModelFile::path).containsExactly("model.safetensors");
        FileLocation location =
                source().locate(single, content.commit(), content.files()).getFirst();
        assertThat(location.where())
                .isInstanceOfSatisfying(
                        FileLocation.Web.class,
                        web -> assertThat(web.url().getPath()).isEqualTo("/models/llama/1b/model.safetensors"));
    }

    @Test
    void anOpenBucketNeedsNoKeyAndGetsNoSignature() {
        store.open = true;
        Origin open = at("s3://models/llama/1b", Map.of());
        Source.Content content = source().newest(open);
        assertThat(source().locate(open, content.commit(), content.files()))
                .allSatisfy(l -> assertThat(l.where())
                        .isInstanceOfSatisfying(
                                FileLocation.Web.class,
                                web -> assertThat(web.url().getQuery()).isNull()));
    }

    @Test
    void aSignatureOpensOneFileForAnHourAndHoldsNoKey() {
        Source.Content content = source().newest(origin());
        assertThat(source().locate(origin(), content.commit(), content.files()))
                .allSatisfy(l -> assertThat(l.where()).isInstanceOfSatisfying(FileLocation.Web.class, web -> {
                    assertThat(web.url().getQuery())
                            .contains("X-Amz-Expires=3600")
                            .doesNotContain(SECRET);
                    assertThat(web.headers()).isEmpty();
                }));
    }

    @Test
    void marksOfDirectoriesAreNoFiles() {
        store.put("", "");
        store.put("sub/", "");
        assertThat(source().newest(origin()).files()).hasSize(FILES.size());
    }

    @Test
    void keysThatLeaveThePrefixAreRefused() {
        store.put("a/../../../etc/passwd", "x");
        assertThatThrownBy(() -> source().newest(origin()))
                .hasMessageContaining("a/../../../etc/passwd")
                .hasMessageContaining("plain relative paths");
    }
}
