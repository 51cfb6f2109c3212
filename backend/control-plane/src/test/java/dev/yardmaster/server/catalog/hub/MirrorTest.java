package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clients, the server with a mirror, and an upstream, over HTTP. Each test has a repository of its own. */
@ServerTest
class MirrorTest {
    private static final UpstreamHub HUB = new UpstreamHub();
    private static final MockWebServer UPSTREAM = new MockWebServer();
    private static final MockWebServer CDN = new MockWebServer();
    private static final List<String> CDN_TOKENS = new ArrayList<>();

    @Autowired
    TestClient server;

    @DynamicPropertySource
    static void upstream(DynamicPropertyRegistry registry) throws IOException {
        UPSTREAM.setDispatcher(HUB);
        UPSTREAM.start();
        CDN.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                CDN_TOKENS.add(String.valueOf(request.getHeaders().get("Authorization")));
                return HUB.content(request.getUrl().encodedPath());
            }
        });
        CDN.start();
        Path token = Files.createTempFile("upstream", ".token");
        Files.writeString(token, "hf_secret\n");
        registry.add("yard.mirror.upstream", () -> UPSTREAM.url("/").toString());
        registry.add("yard.mirror.token-file", token::toString);
        registry.add("yard.mirror.quota", () -> "4MB");
        registry.add("yard.mirror.ttl", () -> "0s");
        registry.add("yard.mirror.segment", () -> "100KB");
    }

    @AfterAll
    static void close() {
        UPSTREAM.close();
        CDN.close();
    }

    private static byte[] bytes(int size, String seed) {
        return seed.repeat(size / seed.length() + 1).substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    private HttpResponse<String> get(String path, Map<String, String> headers) {
        return server.send(
                TestClient.with(server.request("/hub" + path), headers).GET());
    }

    private HttpResponse<String> get(String path) {
        return get(path, Map.of());
    }

    private static String code(HttpResponse<?> response) {
        return response.headers().firstValue("X-Error-Code").orElse("");
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.US_ASCII);
    }

    @Test
    void listingsAndFilesComeThrough() {
        byte[] weights = bytes(200_000, "abc");
        HUB.put("org/through", "config.json", "{\"a\":1}".getBytes(StandardCharsets.US_ASCII));
        HUB.put("org/through", "sub/model.gguf", weights);
        var info = server.json(get("/api/models/org/through/revision/main"));
        assertThat(info.path("sha").asString()).isEqualTo(UpstreamHub.COMMIT);
        assertThat(info.path("pipeline_tag").asString()).isEqualTo("text-generation");
        assertThat(info.path("siblings").get(0).has("size")).isFalse();
        var tree = server.json(get("/api/models/org/through/tree/main?recursive=true"));
        assertThat(tree.findValuesAsString("path")).containsExactly("config.json", "sub", "sub/model.gguf");
        assertThat(get("/org/through/resolve/main/config.json").body()).isEqualTo("{\"a\":1}");
        HttpResponse<String> large = get("/org/through/resolve/" + UpstreamHub.COMMIT + "/sub/model.gguf");
        assertThat(large.body()).isEqualTo(text(weights));
        assertThat(large.headers().firstValue("X-Repo-Commit")).contains(UpstreamHub.COMMIT);
        assertThat(large.headers().firstValue("ETag")).contains('"' + HubFixture.sha256(text(weights)) + '"');
        assertThat(get("/api/models/org/through/refs").body()).contains("refs/heads/main");
        assertThat(HUB.tokens).contains("Bearer hf_secret");
    }

    @Test
    void manyClientsShareOneFetch() throws Exception {
        byte[] weights = bytes(2_000_000, "shared");
        HUB.put("org/shared", "model.safetensors", weights);
        List<Callable<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Map<String, String> headers = i % 2 == 0 ? Map.of() : Map.of("Range", "bytes=" + i * 1000 + "-");
            all.add(() -> get("/org/shared/resolve/main/model.safetensors", headers));
        }
        try (ExecutorService clients = Executors.newFixedThreadPool(20)) {
            List<Future<HttpResponse<String>>> answers = clients.invokeAll(all);
            for (int i = 0; i < 20; i++) {
                String expected = text(weights).substring(i % 2 == 0 ? 0 : i * 1000);
                assertThat(answers.get(i).get().body().equals(expected)).isTrue();
            }
        }
        assertThat(get("/org/shared/resolve/main/model.safetensors").body().equals(text(weights)))
                .isTrue();
        assertThat(HUB.askedFor("/org/shared/resolve/")).isEqualTo(1);
    }

    @Test
    void whoReadsFarAheadDoesNotWaitAndNothingIsFetchedTwice() throws Exception {
        byte[] weights = bytes(1_900_000, "far apart");
        HUB.put("org/apart", "model.safetensors", weights);
        String path = "/org/apart/resolve/main/model.safetensors";
        assertThat(get(path, Map.of("Range", "bytes=1500000-1500009")).body())
                .isEqualTo(text(weights).substring(1_500_000, 1_500_010));
        List<Callable<String>> all = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            Map<String, String> range = Map.of("Range", "bytes=" + i * 100_000 + "-" + (i * 100_000 + 99_999));
            all.add(() -> get(path, range).body());
        }
        StringBuilder whole = new StringBuilder();
        try (ExecutorService clients = Executors.newFixedThreadPool(19)) {
            for (Future<String> part : clients.invokeAll(all)) {
                whole.append(part.get());
            }
        }
        assertThat(whole.toString().equals(text(weights))).isTrue();
        long asked = HUB.askedFor("/org/apart/resolve/");
        assertThat(get(path).body().equals(text(weights))).isTrue();
        assertThat(HUB.askedFor("/org/apart/resolve/")).as("kept once whole").isEqualTo(asked);
    }

    @Test
    void theEndAloneIsVerifiedToo() {
        byte[] weights = bytes(500_000, "the end");
        HUB.put("org/end", "model.gguf", weights);
        assertThat(get("/org/end/resolve/main/model.gguf", Map.of("Range", "bytes=-10"))
                        .body())
                .isEqualTo(text(weights).substring(499_990));
        assertThat(HUB.askedFor("/org/end/resolve/")).isEqualTo(2);
    }

    @Test
    void whatBreaksOffIsTakenUpAgain() {
        byte[] weights = bytes(1_500_000, "broken");
        HUB.put("org/broken", "model.gguf", weights);
        HUB.breaks.put("/org/broken/resolve/" + UpstreamHub.COMMIT + "/model.gguf", 1);
        assertThat(get("/org/broken/resolve/main/model.gguf").body().equals(text(weights)))
                .isTrue();
        assertThat(HUB.askedFor("/org/broken/resolve/")).isEqualTo(2);
    }

    @Test
    void whatIsNotWhatItsDigestSaysIsNeverWholeAndNotKept() {
        byte[] weights = bytes(300_000, "right");
        HUB.put("org/wrong", "model.gguf", weights);
        assertThat(get("/api/models/org/wrong/revision/main").statusCode()).isEqualTo(200);
        HUB.put("org/wrong", "model.gguf", bytes(300_000, "wrong"));
        String path = "/org/wrong/resolve/" + UpstreamHub.COMMIT + "/model.gguf";
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> get(path)))
                .as("the last byte is held back and the connection cut")
                .hasRootCauseInstanceOf(IOException.class);
        HUB.put("org/wrong", "model.gguf", weights);
        assertThat(get(path).body().equals(text(weights))).isTrue();
    }

    @Test
    void refusalsKeepTheirMeaning() {
        HUB.instead.put(
                "/org/gated",
                new MockResponse.Builder()
                        .code(403)
                        .setHeader("X-Error-Code", "GatedRepo")
                        .build());
        HUB.instead.put(
                "/org/busy",
                new MockResponse.Builder()
                        .code(429)
                        .setHeader("Retry-After", "7")
                        .build());
        HUB.put("org/there", "a.json", new byte[] {'1'});
        HttpResponse<String> gated = get("/api/models/org/gated/revision/main");
        assertThat(gated.statusCode()).isEqualTo(403);
        assertThat(code(gated)).isEqualTo("GatedRepo");
        HttpResponse<String> busy = get("/api/models/org/busy/revision/main");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).contains("7");
        assertThat(code(get("/api/models/org/nothing/revision/main"))).isEqualTo("RepoNotFound");
        assertThat(code(get("/api/models/org/there/revision/v9"))).isEqualTo("RevisionNotFound");
        assertThat(code(get("/org/there/resolve/main/b.json"))).isEqualTo("EntryNotFound");
    }

    @Test
    void withoutTheUpstreamWhatIsKnownStays() {
        byte[] weights = bytes(5_000, "offline");
        HUB.put("org/offline", "model.gguf", weights);
        HUB.put("org/offline", "other.gguf", bytes(5_000, "other"));
        assertThat(get("/org/offline/resolve/main/model.gguf").body()).isEqualTo(text(weights));
        HUB.setDown(true);
        try {
            assertThat(get("/org/offline/resolve/main/model.gguf").body()).isEqualTo(text(weights));
            assertThat(server.json(get("/api/models/org/offline/revision/main"))
                            .path("sha")
                            .asString())
                    .isEqualTo(UpstreamHub.COMMIT);
            HttpResponse<String> unknown = get("/org/offline/resolve/main/other.gguf");
            assertThat(unknown.statusCode()).isEqualTo(503);
            assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        } finally {
            HUB.setDown(false);
        }
    }

    @Test
    void theTokenStaysWithTheUpstream() {
        byte[] weights = bytes(50_000, "cdn");
        HUB.put("org/cdn", "model.gguf", weights);
        HUB.redirectTo("http://localhost:" + CDN.getPort());
        assertThat(get("/org/cdn/resolve/main/model.gguf").body()).isEqualTo(text(weights));
        assertThat(CDN_TOKENS).containsOnly("null");
    }

    @Test
    void whatWasUsedLongestAgoMakesRoom() {
        for (int i = 0; i < 5; i++) {
            HUB.put("org/evicted", i + ".gguf", bytes(1_200_000, "evicted" + i));
        }
        for (int i = 0; i < 5; i++) {
            get("/org/evicted/resolve/main/" + i + ".gguf");
        }
        get("/org/evicted/resolve/main/4.gguf");
        assertThat(HUB.askedFor("/org/evicted/resolve/" + UpstreamHub.COMMIT + "/4.gguf"))
                .isEqualTo(1);
        get("/org/evicted/resolve/main/0.gguf");
        assertThat(HUB.askedFor("/org/evicted/resolve/" + UpstreamHub.COMMIT + "/0.gguf"))
                .isEqualTo(2);
        HUB.put("org/evicted2", "huge.gguf", bytes(4_300_000, "huge"));
        assertThat(get("/org/evicted2/resolve/main/huge.gguf").statusCode()).isEqualTo(507);
    }

    @Test
    void whatIsHereWinsAndWhatIsMirroredIsNotWritten() {
        HUB.put("org/both", "a.json", new byte[] {'u'});
        new HubFixture(server).push("org/both", "main", HubFixture.files("a.json", "here"));
        assertThat(get("/org/both/resolve/main/a.json").body()).isEqualTo("here");
        HUB.put("org/only", "a.json", new byte[] {'u'});
        assertThat(get("/org/only/resolve/main/a.json").body()).isEqualTo("u");
        HttpResponse<String> refused =
                server.postJson("/hub/api/models/org/only/preupload/main", Map.of("files", List.of()));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("mirrored");
        assertThat(new HubFixture(server)
                        .commit("org/only", "main", HubFixture.files("a.json", "here"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(server.postJson("/hub/api/repos/create", Map.of("name", "only", "organization", "org"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void readersOfTheHubUseTheMirrorAndOthersDoNot() {
        HUB.put("org/access", "a.json", new byte[] {'1'});
        String path = "/hub/org/access/resolve/main/a.json";
        assertThat(server.send(server.anonymous(path).GET()).statusCode()).isEqualTo(401);
        assertThat(server.send(server.anonymous(path)
                                .header("Authorization", "Bearer " + server.token(KeyScope.HUB_READ))
                                .GET())
                        .body())
                .isEqualTo("1");
    }
}
