package dev.yardmaster.server.catalog.source.gcs;

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
import dev.yardmaster.server.catalog.source.s3.S3StandIn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GcsSourceTest extends SourceContract {
    private GcsStandIn store = new GcsStandIn("");

    @Override
    protected StandInShelf open() {
        store.close();
        store = new GcsStandIn("llama/");
        store.putObject("llama-other/x", bytes("beside"));
        return store;
    }

    @Override
    protected Source source(Guard guard) {
        return new GcsSource(new SourceHttp(guard), Clock.systemUTC());
    }

    private static Origin at(String address, String endpoint, Map<String, String> credentials) {
        return new Origin(
                SourceAddress.parse(address),
                new SourceAccess(
                        credentials.isEmpty() ? Optional.empty() : Optional.of("gcs"),
                        Optional.of(endpoint),
                        Optional.empty()),
                credentials,
                List.of());
    }

    @Override
    protected Origin origin() {
        return at("gs://models/llama", store.url(), Map.of("serviceAccountJson", store.serviceAccount()));
    }

    @Override
    protected Origin wrongCredentials() {
        String other = GcsStandIn.serviceAccount(GcsStandIn.keyPair()).replace("\"k1\"", "\"" + SECRET + "\"");
        return at("gs://models/llama", store.url(), Map.of("serviceAccountJson", other));
    }

    @Override
    protected Origin nowhere() {
        return at("gs://elsewhere/llama", store.url(), Map.of("serviceAccountJson", store.serviceAccount()));
    }

    @Test
    void composedObjectsArePinnedByTheirCrc() {
        store.composed = true;
        assertThat(source().newest(origin()).files())
                .allSatisfy(f -> assertThat(f.pin()).matches("crc32c:[0-9a-f]{8}"));
    }

    @Test
    void anOpenBucketNeedsNoAccount() {
        store.open = true;
        Origin open = at("gs://models/llama", store.url(), Map.of());
        Source.Content content = source().newest(open);
        assertThat(content.files()).hasSize(FILES.size());
        assertThat(source().locate(open, content.commit(), content.files()))
                .allSatisfy(l -> assertThat(l.where())
                        .isInstanceOfSatisfying(
                                FileLocation.Web.class,
                                web -> assertThat(web.url().getQuery()).isNull()));
    }

    @Test
    void aSingleObjectIsAModelToo() {
        Origin single = at(
                "gs://models/llama/model.safetensors",
                store.url(),
                Map.of("serviceAccountJson", store.serviceAccount()));
        assertThat(source().newest(single).files()).extracting(ModelFile::path).containsExactly("model.safetensors");
    }

    @Test
    void hmacKeysGoByTheS3Protocol() {
        try (S3StandIn interoperable = new S3StandIn("llama/")) {
            FILES.forEach(interoperable::put);
            Origin hmac = at(
                    "gs://models/llama",
                    interoperable.url(),
                    Map.of("accessKeyId", S3StandIn.KEY_ID, "secretAccessKey", SECRET));
            Source.Content content = source().newest(hmac);
            assertThat(content.files()).hasSize(FILES.size());
            assertThat(source().locate(hmac, content.commit(), content.files()).toString())
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void aKeyFileThatIsNoneIsNotRepeated() {
        Origin broken =
                at("gs://models/llama", store.url(), Map.of("serviceAccountJson", "{\"private_key\":\"" + SECRET));
        assertThatThrownBy(() -> source().newest(broken))
                .hasMessageContaining("serviceAccountJson of 'gcs': it is not JSON")
                .hasMessageNotContaining(SECRET);
    }
}
