package dev.yardmaster.server.catalog.source.web;

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

class WebSourceTest extends SourceContract {
    private WebStandIn server = new WebStandIn();

    @Override
    protected StandInShelf open() {
        server.close();
        server = new WebStandIn();
        return server;
    }

    @Override
    protected Source source(Guard guard) {
        return new WebSource(new SourceHttp(guard));
    }

    private Origin at(String path, Map<String, String> credentials, List<String> include) {
        return new Origin(
                SourceAddress.parse(server.url() + path),
                new SourceAccess(
                        credentials.isEmpty() ? Optional.empty() : Optional.of("web"),
                        Optional.empty(),
                        Optional.empty()),
                credentials,
                include);
    }

    private static List<String> all() {
        return List.copyOf(FILES.keySet());
    }

    @Override
    protected Origin origin() {
        return at("/files/", Map.of(), all());
    }

    @Override
    protected Origin wrongCredentials() {
        return at("/files/", Map.of("token", SECRET + "2"), all());
    }

    @Override
    protected Origin nowhere() {
        return at("/elsewhere/x.gguf", Map.of(), List.of());
    }

    /** A server that lists nothing answers 404 for one that is gone, and is not asked for others. */
    @Override
    @Test
    protected void aDeletedFileIsNoticedAndNamed() {
        server.remove("config.json");
        assertThatThrownBy(() -> source().newest(origin())).hasMessageContaining("404 for config.json");
    }

    @Test
    void oneFileIsAModelToo() {
        Origin one = at("/files/sub%20dir/%C3%BCn%C3%AF+code.txt", Map.of(), List.of());
        assertThat(source().newest(one).files()).extracting(ModelFile::path).containsExactly("ünï+code.txt");
    }

    @Test
    void aStatedDigestIsTakenAndAWeakTagIsNot() {
        server.digests = true;
        server.weak = true;
        assertThat(source().newest(origin()).files()).allSatisfy(f -> {
            assertThat(f.sha256()).isEqualTo(Sha256.hex(text(f.path())));
            assertThat(f.pin()).isEqualTo("version:Thu, 01 Jan 2026 00:00:00 GMT");
        });
    }

    @Test
    void aServerThatDoesNotAnswerHeadIsAskedForOneByte() {
        server.noHead = true;
        assertThat(source().newest(origin()).files())
                .extracting(ModelFile::size)
                .contains((long) bytes(text("model.safetensors")).length);
    }

    @Test
    void credentialsGoAlongToTheNode() {
        server.guarded = true;
        Origin owner = at("/files/", Map.of("token", SECRET), all());
        Source.Content content = source().newest(owner);
        List<FileLocation> locations = source().locate(owner, content.commit(), content.files());
        assertThat(locations.toString()).doesNotContain(SECRET);
        assertThat(locations.getFirst().where())
                .isInstanceOfSatisfying(
                        FileLocation.Web.class,
                        web -> assertThat(web.headers()).containsEntry("Authorization", "Bearer " + SECRET));
    }

    @ParameterizedTest
    @CsvSource({"*.gguf,is a pattern", "../x,plain relative path", "'',expected 1 to 500"})
    void filesBelowABaseAreNamed(String include, String said) {
        List<String> named = include.isEmpty() ? List.of() : List.of(include);
        assertThatThrownBy(() -> source().newest(at("/files/", Map.of(), named)))
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data/,link-local",
        "http://10.0.0.1/x,private",
        "http://[fd00:ec2::254]/x,private",
        "file:///etc/passwd,no http address",
        "/files/again,redirects more than 5 times"
    })
    void redirectsToWhereNobodyMayGoAreRefused(String target, String said) {
        server.redirect = target;
        assertThatThrownBy(() -> source().newest(at("/files/config.json", Map.of(), List.of())))
                .hasMessageContaining(said);
    }
}
