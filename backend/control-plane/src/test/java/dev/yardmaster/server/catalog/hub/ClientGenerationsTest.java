package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What generations of huggingface_hub ask before they choose between xet and Git LFS, all with hf_xet installed. */
@ServerTest
class ClientGenerationsTest {
    @Autowired
    TestClient server;

    private String create(String name) {
        server.postJson("/hub/api/repos/create", Map.of("name", name, "organization", "generations"));
        return "/hub/api/models/generations/" + name;
    }

    private JsonNode batch(String name, String content, List<String> transfers) {
        HttpResponse<String> answer = server.postJson(
                "/hub/generations/" + name + ".git/info/lfs/objects/batch",
                Map.of(
                        "operation",
                        "upload",
                        "transfers",
                        transfers,
                        "objects",
                        List.of(Map.of("oid", HubFixture.sha256(content), "size", content.length())),
                        "hash_algo",
                        "sha256",
                        "ref",
                        Map.of("name", "main")));
        assertThat(answer.statusCode()).isEqualTo(200);
        return server.json(answer);
    }

    private String uploadMode(String api, String content) {
        String sample = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = server.postJson(
                api + "/preupload/main",
                Map.of("files", List.of(Map.of("path", "m.safetensors", "sample", sample, "size", content.length()))));
        return server.json(answer).path("files").path(0).path("uploadMode").asString();
    }

    private void uploadAndCommit(String api, JsonNode batch, String content) {
        JsonNode upload = batch.path("objects").path(0).path("actions").path("upload");
        assertThat(server.send(HttpRequest.newBuilder(
                                        URI.create(upload.path("href").asString()))
                                .PUT(BodyPublishers.ofString(content)))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> commit = server.post(api + "/commit/main", "application/x-ndjson", """
                {"key":"header","value":{"summary":"s","description":""}}
                {"key":"lfsFile","value":{"path":"m.safetensors","algo":"sha256","oid":"%s","size":%d}}
                """.formatted(
                        HubFixture.sha256(content), content.length()));
        assertThat(commit.statusCode()).as(commit.body()).isEqualTo(200);
    }

    /** 0.30 to 0.35: xet where the repository says that it is enabled. */
    @Test
    void theFirstAskTheRepository() {
        String content = "weights of the first";
        String api = create("first");
        assertThat(uploadMode(api, content)).isEqualTo("lfs");
        HttpResponse<String> info = server.get(api + "?expand=xetEnabled");
        assertThat(info.statusCode()).isEqualTo(200);
        assertThat(server.json(info).path("xetEnabled").asBoolean(false)).isFalse();
        uploadAndCommit(api, batch("first", content, List.of("basic", "multipart")), content);
    }

    /** 0.36 to 1.19: xet where it was offered and the answer chose it. */
    @Test
    void theSecondOfferItInTheBatch() {
        String content = "weights of the second";
        String api = create("second");
        assertThat(uploadMode(api, content)).isEqualTo("lfs");
        JsonNode batch = batch("second", content, List.of("basic", "multipart", "xet"));
        assertThat(batch.path("transfer").asString()).isEqualTo("basic");
        uploadAndCommit(api, batch, content);
    }

    /** From 1.20 on: always xet, and so they need the variable; what they are told says so. */
    @Test
    void theThirdAreToldWhatToSet() {
        HttpResponse<String> token = server.get(create("third") + "/xet-write-token/main");
        assertThat(token.statusCode()).isEqualTo(400);
        assertThat(token.headers().firstValue("X-Error-Message").orElse("")).contains("HF_HUB_DISABLE_XET=1");
    }

    /** All of them download by xet only where these are there. */
    @Test
    void downloadsSayNothingOfXet() {
        String content = "weights to download";
        String api = create("down");
        uploadAndCommit(api, batch("down", content, List.of("basic")), content);
        HttpResponse<String> head = server.send(server.request("/hub/generations/down/resolve/main/m.safetensors")
                .HEAD());
        assertThat(head.statusCode()).isIn(200, 302);
        assertThat(head.headers().map().keySet())
                .noneMatch(k -> k.toLowerCase(Locale.ROOT).startsWith("x-xet"));
        assertThat(head.headers().allValues("Link")).noneMatch(l -> l.contains("xet"));
        assertThat(server.get(api + "/tree/main").body())
                .contains("m.safetensors")
                .doesNotContain("xetHash");
    }
}
