package dev.yardmaster.server.catalog.source.modelscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.hub.guard.AllowList;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceContract;
import dev.yardmaster.server.catalog.source.SourceHttp;
import dev.yardmaster.server.catalog.source.SourceProperties;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelScopeSourceTest extends SourceContract {
    private ModelScopeStandIn service = new ModelScopeStandIn();

    @Override
    protected StandInShelf open() {
        service.close();
        service = new ModelScopeStandIn();
        return service;
    }

    @Override
    protected Source source(Guard guard) {
        URI standard = URI.create("https://modelscope.example.org");
        return new ModelScopeSource(new SourceHttp(guard), guard, new SourceProperties(standard, standard, "", "", ""));
    }

    private Origin at(String address, Map<String, String> credentials) {
        return new Origin(
                SourceAddress.parse(address),
                new SourceAccess(
                        credentials.isEmpty() ? Optional.empty() : Optional.of("scope"),
                        Optional.of(service.url()),
                        Optional.empty()),
                credentials,
                List.of());
    }

    @Override
    protected Origin origin() {
        return at("ms://Qwen/tiny", Map.of());
    }

    @Override
    protected Origin wrongCredentials() {
        return at("ms://Qwen/tiny", Map.of("token", SECRET));
    }

    @Override
    protected Origin nowhere() {
        return at("ms://Qwen/nothing", Map.of());
    }

    @Override
    protected boolean statesDigests() {
        return true;
    }

    /** Its files are on another host of this machine. */
    private Source trusting() {
        return source(new Guard(AllowList.parse("127.0.0.1,localhost,::1")));
    }

    @Override
    @Test
    protected void anyBytesOfAFileCanBeRead() {
        Source.Content content = source().newest(origin());
        assertThat(new String(
                        trusting()
                                .reader(origin(), content.commit(), content.files())
                                .read("model.safetensors", 8, 7),
                        java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("weights");
    }

    @Test
    void theCardTellsTheLicence() {
        assertThat(source().newest(origin()).licence()).contains("Apache License 2.0");
    }

    @Test
    void aTokenStaysHereWhereAnAddressIsSigned() {
        service.closed = true;
        Origin owner = at("ms://Qwen/tiny", Map.of("token", "ms-" + SECRET));
        Source.Content content = source().newest(owner);
        List<FileLocation> locations = source().locate(owner, content.commit(), content.files());
        assertThat(locations.toString()).doesNotContain(SECRET);
        assertThat(locations)
                .filteredOn(l -> l.path().equals("model.safetensors"))
                .singleElement()
                .satisfies(l -> assertThat(l.where()).isInstanceOfSatisfying(FileLocation.Web.class, web -> {
                    assertThat(web.url().toString()).contains("/cdn/").contains("signature=abc");
                    assertThat(web.headers()).isEmpty();
                }));
        assertThat(locations)
                .filteredOn(l -> l.path().equals("config.json"))
                .singleElement()
                .satisfies(l -> assertThat(l.where())
                        .isInstanceOfSatisfying(
                                FileLocation.Web.class,
                                web -> assertThat(web.headers())
                                        .containsEntry("Authorization", "Bearer ms-" + SECRET)));
    }

    @Test
    void pathsThatLeaveTheModelAreRefused() {
        service.put("../x", "x");
        assertThatThrownBy(() -> source().newest(origin())).hasMessageContaining("plain relative paths");
    }
}
