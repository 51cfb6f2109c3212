package dev.yardmaster.server.catalog.source.hf;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.hub.HubSettings;
import dev.yardmaster.hub.RetryPolicy;
import dev.yardmaster.hub.guard.AllowList;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceContract;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class HuggingFaceContractTest extends SourceContract {
    private HuggingFaceStandIn hub = new HuggingFaceStandIn();

    @Override
    protected StandInShelf open() {
        hub.close();
        hub = new HuggingFaceStandIn();
        return hub;
    }

    @Override
    protected Source source(Guard guard) {
        return new HuggingFaceSource(
                new HubClients(
                        URI.create("https://huggingface.example.org"),
                        guard,
                        new HubSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), RetryPolicy.NONE)),
                new SourceHttp(guard));
    }

    private Origin at(String address, String token) {
        return new Origin(
                SourceAddress.parse(address),
                new SourceAccess(Optional.of("acme"), Optional.of(hub.url()), Optional.empty()),
                Map.of("token", token),
                List.of());
    }

    @Override
    protected Origin origin() {
        return at("hf://acme/tiny", "hf_" + SECRET);
    }

    @Override
    protected Origin wrongCredentials() {
        return at("hf://acme/tiny", SECRET + "-other");
    }

    @Override
    protected Origin nowhere() {
        return at("hf://acme/tiny@v9", "hf_" + SECRET);
    }

    @Override
    protected boolean keepsCommits() {
        return true;
    }

    /** Its weights are on another host of this machine. */
    @Override
    @Test
    protected void anyBytesOfAFileCanBeRead() {
        Source source = source(new Guard(AllowList.parse("127.0.0.1,localhost,::1")));
        Source.Content content = source.newest(origin());
        byte[] read = source.reader(origin(), content.commit(), content.files()).read("model.safetensors", 8, 7);
        Assertions.assertThat(new String(read, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("weights");
    }
}
