package dev.yardmaster.server.catalog.source.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceContract;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureSourceTest extends SourceContract {
    private AzureStandIn store = new AzureStandIn("");

    @Override
    protected StandInShelf open() {
        store.close();
        store = new AzureStandIn("llama/");
        store.putObject("llama-other/x", bytes("beside"));
        return store;
    }

    @Override
    protected Source source(Guard guard) {
        return new AzureSource(new SourceHttp(guard), Clock.systemUTC());
    }

    private Origin at(String address, Map<String, String> credentials) {
        return new Origin(
                SourceAddress.parse(address),
                new SourceAccess(
                        credentials.isEmpty() ? Optional.empty() : Optional.of("azure"),
                        Optional.of(store.url()),
                        Optional.empty()),
                credentials,
                List.of());
    }

    @Override
    protected Origin origin() {
        return at("az://acme/models/llama", Map.of("accountKey", AzureStandIn.KEY));
    }

    @Override
    protected Origin wrongCredentials() {
        return at("az://acme/models/llama", Map.of("sasToken", "?sv=2020-12-06&sig=" + SECRET));
    }

    @Override
    protected Origin nowhere() {
        return at("az://acme/elsewhere", Map.of("accountKey", AzureStandIn.KEY));
    }

    @Test
    void aSignatureThatIsGivenIsUsed() {
        Origin given = at("az://acme/models/llama", Map.of("sasToken", "?" + AzureStandIn.GIVEN));
        Source.Content content = source().newest(given);
        assertThat(content.files()).hasSize(FILES.size());
        assertThat(source().locate(given, content.commit(), content.files()).toString())
                .doesNotContain("t0psecret");
    }

    @Test
    void anOpenContainerNeedsNoKey() {
        store.open = true;
        store.noMd5 = true;
        assertThat(source().newest(at("az://acme/models/llama", Map.of())).files())
                .hasSize(FILES.size())
                .allSatisfy(f -> assertThat(f.pin()).matches("etag:\"0x[0-9a-f]+\""));
    }

    @Test
    void aSingleBlobIsAModelToo() {
        assertThat(source().newest(at("az://acme/models/llama/config.json", Map.of("accountKey", AzureStandIn.KEY)))
                        .files())
                .extracting(ModelFile::path)
                .containsExactly("config.json");
    }

    @Test
    void aKeyThatIsNoneIsNotRepeated() {
        assertThatThrownBy(() -> source().newest(at("az://acme/models", Map.of("accountKey", "%" + SECRET))))
                .hasMessageContaining("accountKey is not a key")
                .hasMessageNotContaining(SECRET);
    }
}
