package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What may come instead of a proper upload: each is refused with a reason, and nothing is half done. */
@ServerTest
@TestPropertySource(properties = "yard.hub.part=256KB")
class HostileUploadTest {
    private static final String HEADER = "{\"key\":\"header\",\"value\":{\"summary\":\"s\",\"description\":\"\"}}";
    private static final int PART = 256 << 10;

    @Autowired
    TestClient server;

    @BeforeEach
    void create() {
        server.postJson("/hub/api/repos/create", Map.of("name", "repo", "organization", "hostile"));
    }

    private HttpResponse<String> commit(String revision, String... lines) {
        return server.post(
                "/hub/api/models/hostile/repo/commit/" + revision,
                "application/x-ndjson",
                String.join("\n", lines) + "\n");
    }

    private static String file(String path, String text) {
        return "{\"key\":\"file\",\"value\":{\"path\":\"" + path + "\",\"encoding\":\"base64\",\"content\":\""
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\"}}";
    }

    private static String lfs(String path, String oid, long size) {
        return "{\"key\":\"lfsFile\",\"value\":{\"path\":\"" + path + "\",\"algo\":\"sha256\",\"oid\":\"" + oid
                + "\",\"size\":" + size + "}}";
    }

    private static String message(HttpResponse<?> response) {
        return response.headers().firstValue("X-Error-Message").orElse("");
    }

    private String head() {
        return server.json(server.get("/hub/api/models/hostile/repo"))
                .path("sha")
                .asString();
    }

    private void assertRefused(int status, String words, String... lines) {
        String before = head();
        HttpResponse<String> answer = commit("main", lines);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(message(answer)).contains(words);
        assertThat(head()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "/etc/passwd", "a/../../b", "a//b", "a/./b", "", "a\\\\b"})
    void pathsStayInside(String path) {
        assertRefused(400, "path", HEADER, file(path, "x"));
    }

    @Test
    void whatIsNoCommitIsRefused() {
        assertRefused(400, "line 1", "nonsense");
        assertRefused(400, "line 1", "");
        assertRefused(400, "header", file("a", "x"));
        assertRefused(400, "line 2", HEADER, "{\"key\":\"surprise\",\"value\":{}}");
        assertRefused(
                400,
                "not base64",
                HEADER,
                "{\"key\":\"file\",\"value\":{\"path\":\"a\",\"encoding\":\"base64\",\"content\":\"%%%\"}}");
        assertRefused(404, "nothing at 'gone'", HEADER, "{\"key\":\"deletedFile\",\"value\":{\"path\":\"gone\"}}");
        assertRefused(422, "there is no content", HEADER, lfs("a.bin", HubFixture.sha256("never uploaded"), 5));
        assertRefused(400, "not a digest", HEADER, lfs("a.bin", "zz", 5));
        assertRefused(400, "is a directory too", HEADER, file("d", "x"), file("d/e", "x"));
    }

    @Test
    void aLieAboutASizeIsRefused() {
        new HubFixture(server).upload(HubFixture.sha256("size"), "size");
        assertRefused(422, "size", HEADER, lfs("a.bin", HubFixture.sha256("size"), 5));
    }

    @Test
    void tooManyLinesAreRefused() {
        String line = "{\"key\":\"deletedFile\",\"value\":{\"path\":\"a\"}}";
        String[] lines = IntStream.range(0, 100_001)
                .mapToObj(i -> i == 0 ? HEADER : line)
                .toArray(String[]::new);
        assertRefused(400, "at most 20000", lines);
    }

    @Test
    void aLineThatNeverEndsIsRefused() {
        assertRefused(413, "line 2", HEADER, "{\"key\":\"" + "x".repeat(17 << 20) + "\"}");
        assertRefused(413, "Git LFS", HEADER, file("big.txt", "y".repeat(10_000_000)));
    }

    @Test
    void theLastOfTheSamePathWins() {
        assertThat(commit("main", HEADER, file("twice", "one"), file("twice", "two"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/hub/hostile/repo/resolve/main/twice").body()).isEqualTo("two");
    }

    @Test
    void ofManyOnOneParentOneCommits() throws Exception {
        String parent = head();
        String header = HEADER.replace("\"summary\"", "\"parentCommit\":\"" + parent + "\",\"summary\"");
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String text = "by " + i;
            all.add(() -> commit("main", header, file("race", text)).statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (var answer : clients.invokeAll(all)) {
                statuses.add(answer.get());
            }
        }
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(7);
        JsonNode history = server.json(server.get("/hub/api/models/hostile/repo/commits/main"));
        assertThat(history.get(1).path("id").asString()).isEqualTo(parent);
    }

    @Test
    void unknownBranchesTagsAndPullRequestsAreRefused() {
        assertThat(commit("nowhere", HEADER, file("a", "x")).statusCode()).isEqualTo(404);
        server.postJson("/hub/api/models/hostile/repo/tag/main", Map.of("tag", "fixed"));
        assertThat(commit("fixed", HEADER, file("a", "x")).statusCode()).isEqualTo(400);
        assertThat(commit("main?create_pr=1", HEADER, file("a", "x")).statusCode())
                .isEqualTo(400);
        assertThat(server.delete("/hub/api/models/hostile/repo/branch/main").statusCode())
                .isEqualTo(409);
        assertThat(server.postJson("/hub/api/models/hostile/repo/branch/a%2Fb", Map.of())
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.postJson("/hub/api/models/hostile/repo/branch/fixed", Map.of())
                        .statusCode())
                .isEqualTo(409);
    }

    private JsonNode batch(String oid, long size, String... transfers) {
        return server.json(server.post(
                "/hub/hostile/repo.git/info/lfs/objects/batch",
                "application/vnd.git-lfs+json",
                "{\"operation\":\"upload\",\"transfers\":" + quoted(transfers) + ",\"objects\":[{\"oid\":\"" + oid
                        + "\",\"size\":" + size + "}]}"));
    }

    private static String quoted(String... words) {
        return List.of(words).stream().map(w -> '"' + w + '"').collect(Collectors.joining(",", "[", "]"));
    }

    /** Without a token, as storage is spoken to. */
    private HttpResponse<String> put(String url, String body) {
        return send(url, HttpRequest.newBuilder().PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(String url, HttpRequest.Builder request) {
        return server.send(request.uri(java.net.URI.create(url)));
    }

    @Test
    void anUploadInOnePieceIsExactlyWhatWasAnnounced() {
        String oid = HubFixture.sha256("exact");
        JsonNode object =
                batch(oid, 5, "basic", "multipart", "xet").path("objects").get(0);
        String url = object.path("actions").path("upload").path("href").asString();
        assertThat(object.path("actions").path("upload").has("header")).isFalse();
        assertThat(put(url, "exactly").statusCode()).isEqualTo(422);
        assertThat(put(url, "other").statusCode()).isEqualTo(422);
        assertThat(put(url.substring(0, url.length() - 4) + "AAAA", "exact").statusCode())
                .isEqualTo(403);
        assertThat(put(server.baseUrl() + "/hub/blobs/uploads/none", "exact").statusCode())
                .isEqualTo(403);
        String verify = object.path("actions").path("verify").path("href").asString();
        String about = verify.substring(server.baseUrl().length());
        assertThat(server.postJson(about, Map.of("oid", oid, "size", 5)).statusCode())
                .isEqualTo(404);
        assertThat(put(url, "exact").statusCode()).isEqualTo(200);
        assertThat(server.postJson(about, Map.of("oid", oid, "size", 5)).statusCode())
                .isEqualTo(200);
        assertThat(server.postJson(about, Map.of("oid", oid, "size", 6)).statusCode())
                .isEqualTo(422);
        assertThat(batch(oid, 5, "basic").path("objects").get(0).has("actions")).isFalse();
        assertThat(batch(oid, 7, "basic")
                        .path("objects")
                        .get(0)
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(422);
        assertThat(batch("xyz", 7, "basic")
                        .path("objects")
                        .get(0)
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(422);
    }

    @Test
    void partsComeInAnyOrderAndAllHaveToBeThere() {
        String content = "p".repeat(2 * PART + 100);
        String oid = HubFixture.sha256(content);
        JsonNode upload = batch(oid, content.length(), "basic", "multipart")
                .path("objects")
                .get(0)
                .path("actions")
                .path("upload");
        JsonNode header = upload.path("header");
        assertThat(header.path("chunk_size").asString()).isEqualTo(Integer.toString(PART));
        String complete = upload.path("href").asString();
        String third = put(header.path("3").asString(), content.substring(2 * PART))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(put(header.path("1").asString(), "short").statusCode()).isEqualTo(422);
        String first = put(header.path("1").asString(), content.substring(0, PART))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(message(complete(complete, oid, first, first, third))).contains("part 2 is not here");
        String second = put(header.path("2").asString(), content.substring(PART, 2 * PART))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(message(complete(complete, oid, first, "\"wrong\"", third))).contains("part 2");
        assertThat(complete(complete, oid, first, second).statusCode()).isEqualTo(400);
        assertThat(put(complete, "x").statusCode()).isEqualTo(403);
        assertThat(complete(complete, oid, first, second, third).statusCode()).isEqualTo(200);
        assertThat(complete(complete, oid, first, second, third).statusCode())
                .as("again")
                .isEqualTo(200);
        assertThat(commit("main", HEADER, lfs("parts.gguf", oid, content.length()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/hub/hostile/repo/resolve/main/parts.gguf").body())
                .isEqualTo(content);
    }

    @Test
    void partsOfSomethingElseAreThrownAway() {
        String content = "q".repeat(2 * PART);
        String oid = HubFixture.sha256(content);
        JsonNode upload = batch(oid, content.length(), "multipart")
                .path("objects")
                .get(0)
                .path("actions")
                .path("upload");
        String lie = "r".repeat(PART);
        String first = put(upload.path("header").path("1").asString(), lie)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        String second = put(upload.path("header").path("2").asString(), lie)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(complete(upload.path("href").asString(), oid, first, second).statusCode())
                .isEqualTo(422);
        assertThat(complete(upload.path("href").asString(), oid, first, second).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/hub/blobs/" + oid).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> complete(String url, String oid, String... tags) {
        String parts = IntStream.range(0, tags.length)
                .mapToObj(i -> "{\"partNumber\":" + (i + 1) + ",\"etag\":\"" + tags[i].replace("\"", "\\\"") + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return send(
                url,
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/vnd.git-lfs+json")
                        .POST(BodyPublishers.ofString("{\"oid\":\"" + oid + "\",\"parts\":" + parts + "}")));
    }

    @ParameterizedTest
    @CsvSource({
        "*.bin,a/b.bin,lfs",
        "config.json,config.json,regular",
        "model.safetensors,model.safetensors,lfs",
        "tokenizer.model,tokenizer.model,lfs"
    })
    void whichFilesBelongBesideGit(String ignored, String path, String mode) {
        HttpResponse<String> answer = server.postJson(
                "/hub/api/models/hostile/repo/preupload/main",
                Map.of("files", List.of(Map.of("path", path, "size", 4, "sample", "YWJjZA=="))));
        assertThat(server.json(answer).path("files").get(0).path("uploadMode").asString())
                .isEqualTo(mode);
    }

    @Test
    void onlyAdministratorsWrite() {
        String token = server.token(KeyScope.HUB_READ);
        for (String path : List.of(
                "/hub/api/repos/create",
                "/hub/api/models/hostile/repo/preupload/main",
                "/hub/api/models/hostile/repo/commit/main",
                "/hub/hostile/repo.git/info/lfs/objects/batch")) {
            HttpResponse<String> answer = server.send(server.anonymous(path)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
        }
        HttpResponse<String> paths = server.send(server.anonymous("/hub/api/models/hostile/repo/paths-info/main")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("paths=.gitattributes")));
        assertThat(paths.statusCode()).isEqualTo(200);
    }
}
