package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubEndpoint;
import dev.yardmaster.hub.HubSettings;
import dev.yardmaster.hub.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class HuggingFaceSourceTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String SHA = "a".repeat(64);
    private static final SourceAddress ADDRESS = SourceAddress.parse("hf://acme/tiny@v1/*.gguf");

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
        HubClient client = new HubClient(
                HubEndpoint.anonymous(hub.url("/").uri()),
                new HubSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), RetryPolicy.NONE));
        return new HuggingFaceSource(
                new StaticListableBeanFactory(Map.of("client", client)).getBeanProvider(HubClient.class));
    }

    private void answer(int status, String body) {
        hub.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void aRevisionIsPinnedToItsCommit() throws InterruptedException {
        answer(200, "{\"sha\":\"" + COMMIT + "\"}");
        answer(
                200,
                "[{\"type\":\"file\",\"path\":\"a.gguf\",\"size\":9,\"oid\":\"" + COMMIT + "\",\"lfs\":{\"oid\":\""
                        + SHA + "\"}},{\"type\":\"file\",\"path\":\"c.json\",\"size\":2,\"oid\":\"" + COMMIT + "\"}]");
        assertThat(source().newest(ADDRESS))
                .isEqualTo(new Source.Content(
                        COMMIT, java.util.List.of(new ModelFile("a.gguf", 9, SHA), new ModelFile("c.json", 2, ""))));
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
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> source().newest(ADDRESS));
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.source");
    }

    @Test
    void aHubThatIsDownIsSaidToBe() {
        Source source = source();
        hub.close();
        assertThat(catchThrowableOfType(ProblemException.class, () -> source.newest(ADDRESS))
                        .type())
                .isEqualTo(ProblemType.SOURCE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "huggingface.co", "https://user:pw@x", "https://x/?a=b"})
    void theEndpointIsCheckedAtStart(String endpoint) {
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class, () -> new CatalogProperties(URI.create(endpoint))))
                .hasMessageContaining("YARD_HF_ENDPOINT");
    }
}
