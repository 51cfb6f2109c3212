package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The requests that {@code huggingface_hub} 1.x makes for {@code snapshot_download}, {@code hf_hub_download} and
 * {@code model_info}, in its order and with its headers, and what it reads of the answers.
 */
@ServerTest
class PythonClientTest {
    private static final String WEIGHTS = "G".repeat(200_000);
    private static final Map<String, String> FILES = HubFixture.files(
            "README.md", "# Tiny\n", "config.json", "{\"a\": 1}", "gguf/tiny.gguf", WEIGHTS, "sub/x.json", "{}");

    @Autowired
    TestClient server;

    private String token = "";
    private String commit = "";

    @BeforeEach
    void push() {
        token = server.token(KeyScope.HUB_READ);
        commit = new HubFixture(server).push("python/tiny", "main", FILES);
    }

    private HttpRequest.Builder request(String path) {
        return server.anonymous("/hub" + path)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "unknown/None; hf_hub/1.29.0; python/3.12")
                .header("Accept", "*/*");
    }

    private HttpResponse<String> get(String path) {
        return server.send(request(path).GET());
    }

    private HttpResponse<String> head(String path) {
        return server.send(request(path).header("Accept-Encoding", "identity").HEAD());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void snapshotDownload() {
        JsonNode info = server.json(get("/api/models/python/tiny/revision/main"));
        assertThat(info.path("sha").asString()).isEqualTo(commit);
        assertThat(info.path("id").asString()).isEqualTo("python/tiny");

        JsonNode tree = server.json(get("/api/models/python/tiny/tree/" + commit + "?recursive=true&expand=false"));
        List<String> paths = new ArrayList<>();
        for (JsonNode entry : tree) {
            assertThat(entry.path("oid").asString()).matches("[0-9a-f]{40}");
            if (entry.path("type").asString().equals("file")) {
                paths.add(entry.path("path").asString());
                download(entry);
            } else {
                assertThat(entry.path("type").asString()).isEqualTo("directory");
            }
        }
        assertThat(paths).containsExactlyElementsOf(FILES.keySet());
    }

    private void download(JsonNode entry) {
        String path = entry.path("path").asString();
        String url = "/python/tiny/resolve/" + commit + "/" + path;
        HttpResponse<String> head = head(url);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "X-Repo-Commit")).isEqualTo(commit);
        String etag = header(head, "X-Linked-Etag").isEmpty() ? header(head, "ETag") : header(head, "X-Linked-Etag");
        boolean large = entry.has("lfs");
        assertThat(etag.replace("\"", ""))
                .isEqualTo(
                        large
                                ? entry.path("lfs").path("oid").asString()
                                : entry.path("oid").asString());
        assertThat(large ? header(head, "X-Linked-Size") : header(head, "Content-Length"))
                .isEqualTo(entry.path("size").asString());

        HttpResponse<String> got = get(url);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(FILES.get(path));
        assertThat(header(got, "Content-Disposition")).contains("filename=");
    }

    @Test
    void anInterruptedDownloadGoesOn() {
        HttpResponse<String> rest = server.send(request("/python/tiny/resolve/" + commit + "/gguf/tiny.gguf")
                .header("Range", "bytes=150000-")
                .GET());
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(header(rest, "Content-Range")).isEqualTo("bytes 150000-199999/200000");
        assertThat(rest.body()).hasSize(50_000);
    }

    @Test
    void modelInfoWithBlobs() {
        JsonNode info = server.json(get("/api/models/python/tiny?blobs=true"));
        assertThat(info.path("private").asBoolean()).isFalse();
        assertThat(info.path("gated").asBoolean()).isFalse();
        assertThat(info.path("tags").get(0).asString()).isEqualTo("gguf");
        assertThat(info.path("lastModified").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        JsonNode weights = info.path("siblings").get(2);
        assertThat(weights.path("rfilename").asString()).isEqualTo("gguf/tiny.gguf");
        assertThat(weights.path("size").asInt()).isEqualTo(WEIGHTS.length());
        assertThat(weights.path("lfs").path("sha256").asString()).isEqualTo(HubFixture.sha256(WEIGHTS));
        assertThat(weights.path("lfs").path("size").asInt()).isEqualTo(WEIGHTS.length());
        assertThat(weights.path("lfs").path("pointerSize").asInt()).isPositive();
        JsonNode plain =
                server.json(get("/api/models/python/tiny")).path("siblings").get(0);
        assertThat(plain.has("size")).isFalse();
        JsonNode expanded = server.json(get("/api/models/python/tiny?expand=sha&expand=tags"));
        assertThat(expanded.propertyNames()).containsExactlyInAnyOrder("_id", "id", "sha", "tags");
    }

    @Test
    void aTreeLevelByLevelAndPageByPage() {
        JsonNode top = server.json(get("/api/models/python/tiny/tree/main"));
        assertThat(top.findValuesAsString("path")).containsExactly("README.md", "config.json", "gguf", "sub");
        JsonNode below = server.json(get("/api/models/python/tiny/tree/main/gguf"));
        assertThat(below.findValuesAsString("path")).containsExactly("gguf/tiny.gguf");
        HttpResponse<String> page = get("/api/models/python/tiny/tree/main?limit=3");
        assertThat(server.json(page)).hasSize(3);
        String next = header(page, "Link");
        assertThat(next).startsWith("<" + server.baseUrl() + "/hub/api/models/").endsWith(">; rel=\"next\"");
        HttpResponse<String> last =
                get(next.substring(1 + server.baseUrl().length() + "/hub".length(), next.indexOf('>')));
        assertThat(server.json(last).findValuesAsString("path")).containsExactly("sub");
        assertThat(header(last, "Link")).isEmpty();
    }

    @Test
    void expandedEntriesSayWhereTheyChangedLast() {
        Map<String, String> changed = HubFixture.files(
                "README.md", "# New\n", "config.json", "{\"a\": 1}", "gguf/tiny.gguf", WEIGHTS, "sub/x.json", "{}");
        HubFixture hub = new HubFixture(server);
        String first = hub.push("python/expanded", "main", FILES);
        String second = hub.push("python/expanded", "main", changed);
        JsonNode tree = server.json(get("/api/models/python/expanded/tree/main?recursive=true&expand=true"));
        assertThat(tree.get(0).path("lastCommit").path("id").asString()).isEqualTo(second);
        assertThat(tree.get(1).path("lastCommit").path("id").asString()).isEqualTo(first);
        assertThat(tree.get(0).path("lastCommit").path("title").asString()).isEqualTo("Push main");
    }

    @Test
    void listingRepositoriesAndRefs() {
        JsonNode found = server.json(get("/api/models?search=TINY&author=python"));
        assertThat(found.findValuesAsString("id")).containsExactly("python/tiny");
        assertThat(found.get(0).has("siblings")).isFalse();
        JsonNode refs = server.json(get("/api/models/python/tiny/refs"));
        assertThat(refs.path("branches").get(0).path("name").asString()).isEqualTo("main");
        assertThat(refs.path("branches").get(0).path("targetCommit").asString()).isEqualTo(commit);
        assertThat(server.json(get("/api/whoami-v2")).path("type").asString()).isEqualTo("user");
    }

    @Test
    void rawIsWhatGitHolds() {
        assertThat(get("/python/tiny/raw/main/config.json").body()).isEqualTo("{\"a\": 1}");
        assertThat(get("/python/tiny/raw/main/gguf/tiny.gguf").body())
                .isEqualTo("version https://git-lfs.github.com/spec/v1\noid sha256:" + HubFixture.sha256(WEIGHTS)
                        + "\nsize 200000\n");
    }

    @Test
    void whatIsMissingHasTheCodesThatTheClientLooksFor() {
        assertMissing("/api/models/python/nothing/revision/main", "RepoNotFound");
        assertMissing("/api/models/python/tiny/revision/v9", "RevisionNotFound");
        assertMissing("/api/models/python/tiny/tree/main/nothing", "EntryNotFound");
        assertMissing("/python/tiny/resolve/v9/config.json", "RevisionNotFound");
        assertMissing("/python/tiny/resolve/main/nothing.json", "EntryNotFound");
        assertMissing("/python/nothing/resolve/main/config.json", "RepoNotFound");
        HttpResponse<String> refused = get("/api/models/python/tiny/tree/main?limit=0");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(header(refused, "X-Error-Message")).contains("limit");
    }

    private void assertMissing(String path, String code) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(404);
        assertThat(header(response, "X-Error-Code")).as(path).isEqualTo(code);
        assertThat(header(response, "X-Error-Message")).isNotBlank();
        assertThat(server.json(response).path("error").asString()).isEqualTo(header(response, "X-Error-Message"));
    }

    @Test
    void withoutATokenThereIsNothing() {
        HttpResponse<String> response = server.send(
                server.anonymous("/hub/python/tiny/resolve/main/config.json").GET());
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void pathsInfoTakesAFormAndJson() {
        String url = "/hub/api/models/python/tiny/paths-info/main";
        HttpResponse<String> form = server.post(
                url, "application/x-www-form-urlencoded", "paths=config.json&paths=gguf&paths=no&expand=false");
        assertThat(server.json(form).findValuesAsString("path")).containsExactly("config.json", "gguf");
        HttpResponse<String> json = server.postJson(url, Map.of("paths", List.of("sub/x.json"), "expand", true));
        assertThat(server.json(json).get(0).path("lastCommit").path("id").asString())
                .matches("[0-9a-f]{40}");
    }
}
