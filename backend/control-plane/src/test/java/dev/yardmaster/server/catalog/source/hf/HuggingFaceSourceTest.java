package dev.yardmaster.server.catalog.source.hf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.hub.HubSettings;
import dev.yardmaster.hub.RetryPolicy;
import dev.yardmaster.hub.guard.AllowList;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Source;
import dev.yardmaster.server.catalog.source.SourceHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceSourceTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String SHA = "a".repeat(64);
    private static final SourceAddress ADDRESS = SourceAddress.parse("hf://acme/tiny@v1/*.gguf");
    private static final Origin OPEN = Origin.open(ADDRESS);
    private static final Origin WITH_TOKEN = new Origin(
            ADDRESS,
            new SourceAccess(Optional.of("acme"), Optional.empty(), Optional.empty()),
            Map.of("token", "hf_topsecret"),
            List.of());
    private static final List<ModelFile> FILES = List.of(new ModelFile("dir/a b.gguf", 9, SHA));

    private final MockWebServer hub = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        hub.start();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Source source() {
        return new HuggingFaceSource(
                new HubClients(
                        hub.url("/").uri(),
                        new Guard(AllowList.NOTHING),
                        new HubSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), RetryPolicy.NONE)),
                new SourceHttp(new Guard(AllowList.NOTHING)));
    }

    private void answer(int status, String body) {
        hub.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void aRevisionIsPinnedToItsCommitAndTheCardIsRead() throws InterruptedException {
        answer(200, "{\"sha\":\"" + COMMIT + "\",\"gated\":\"manual\",\"cardData\":{\"license\":\"mit\"}}");
        answer(
                200,
                "[{\"type\":\"file\",\"path\":\"a.gguf\",\"size\":9,\"oid\":\"" + COMMIT + "\",\"lfs\":{\"oid\":\""
                        + SHA + "\"}},{\"type\":\"file\",\"path\":\"c.json\",\"size\":2,\"oid\":\"" + COMMIT + "\"}]");
        assertThat(source().newest(OPEN))
                .isEqualTo(new Source.Content(
                        COMMIT,
                        List.of(new ModelFile("a.gguf", 9, SHA), new ModelFile("c.json", 2, "", "git-blob:" + COMMIT)),
                        Optional.of("mit"),
                        Optional.of(true)));
        assertThat(hub.takeRequest().getTarget()).isEqualTo("/api/models/acme/tiny/revision/v1");
        assertThat(hub.takeRequest().getTarget()).isEqualTo("/api/models/acme/tiny/tree/" + COMMIT + "?recursive=true");
    }

    @ParameterizedTest
    @CsvSource({
        "404,UNKNOWN_REFERENCE",
        "401,UNKNOWN_REFERENCE",
        "403,UNKNOWN_REFERENCE",
        "503,SOURCE_UNAVAILABLE",
        "429,SOURCE_UNAVAILABLE",
        "200,SOURCE_UNAVAILABLE"
    })
    void refusalsNameTheSource(int status, ProblemType type) {
        answer(status, "{}");
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> source().newest(OPEN));
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.source");
    }

    @Test
    void aGatedModelSaysThatItsTermsHaveToBeAccepted() {
        hub.enqueue(new MockResponse.Builder()
                .code(403)
                .addHeader("X-Error-Code", "GatedRepo")
                .build());
        assertThat(catchThrowableOfType(ProblemException.class, () -> source().newest(OPEN)))
                .hasMessageContaining("terms of")
                .hasMessageContaining("spec.access.secret");
    }

    @Test
    void aTokenThatIsNotEnoughIsBlamedByTheSecretsName() {
        answer(403, "{}");
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> source().newest(WITH_TOKEN));
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.access.secret");
        assertThat(problem).hasMessageContaining("'acme'").hasMessageNotContaining("topsecret");
    }

    @Test
    void aHubThatIsDownIsSaidToBe() {
        Source source = source();
        hub.close();
        assertThat(catchThrowableOfType(ProblemException.class, () -> source.newest(OPEN))
                        .type())
                .isEqualTo(ProblemType.SOURCE_UNAVAILABLE);
    }

    @Test
    void withoutATokenFilesAreWhereTheHubHasThem() {
        assertThat(source().locate(OPEN, COMMIT, FILES))
                .containsExactly(new FileLocation(
                        "dir/a b.gguf",
                        new FileLocation.Web(
                                hub.url("/acme/tiny/resolve/" + COMMIT + "/dir/a%20b.gguf")
                                        .uri(),
                                Map.of())));
        assertThat(hub.getRequestCount()).isZero();
    }

    @Test
    void aTokenStaysHereWhereTheHubHandsOutASignedAddress() throws InterruptedException {
        hub.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "https://cdn.example.org/f?Signature=x")
                .build());
        assertThat(source().locate(WITH_TOKEN, COMMIT, FILES))
                .containsExactly(new FileLocation(
                        "dir/a b.gguf",
                        new FileLocation.Web(URI.create("https://cdn.example.org/f?Signature=x"), Map.of())));
        assertThat(hub.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer hf_topsecret");
    }

    @Test
    void whereTheHubSendsTheContentItselfTheTokenGoesToItOnly() {
        answer(200, "");
        FileLocation location = source().locate(WITH_TOKEN, COMMIT, FILES).getFirst();
        assertThat(location.where())
                .isInstanceOfSatisfying(
                        FileLocation.Web.class,
                        web -> assertThat(web.headers())
                                .containsExactly(Map.entry("Authorization", "Bearer hf_topsecret")));
        assertThat(location).asString().doesNotContain("topsecret");
    }

    @Test
    void anEndpointThatADocumentNamesHasToBePublic() {
        Origin mirror = new Origin(
                ADDRESS,
                new SourceAccess(Optional.empty(), Optional.of(hub.url("/").toString()), Optional.empty()),
                Map.of(),
                List.of());
        assertThat(catchThrowableOfType(ProblemException.class, () -> source().newest(mirror)))
                .hasMessageContaining("YARD_PRIVATE_SOURCES");
        assertThat(hub.getRequestCount()).isZero();
    }
}
