package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class UploadTest {
    private static final String SHA = HubFixture.sha256("hello");

    @Autowired
    TestClient server;

    private HubFixture hub() {
        return new HubFixture(server);
    }

    private int head(String sha256) {
        return server.send(server.request("/hub/blobs/" + sha256).HEAD()).statusCode();
    }

    private HttpResponse<String> commit(Object body) {
        return server.postJson("/api/v1/hub/repos/upload/tiny/commits", body);
    }

    private static Map<String, Object> file(String path, long size, String sha256) {
        return Map.of("path", path, "size", size, "sha256", sha256);
    }

    @Test
    void contentIsThereOnceUploaded() {
        String sha256 = HubFixture.sha256("there once");
        assertThat(head(sha256)).isEqualTo(404);
        assertThat(hub().upload(sha256, "there once").statusCode()).isEqualTo(201);
        assertThat(head(sha256)).isEqualTo(200);
    }

    @Test
    void onlyAdministratorsUpload() {
        String sha256 = HubFixture.sha256("by a reader");
        HttpResponse<String> refused = server.send(server.anonymous("/hub/blobs/" + sha256)
                .header("Authorization", "Bearer " + server.token(KeyScope.HUB_READ))
                .PUT(BodyPublishers.ofString("by a reader")));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(head(sha256)).isEqualTo(404);
    }

    @Test
    void otherContentThanNamedIsRefusedAndNotKept() {
        String sha256 = HubFixture.sha256("promised");
        Problem problem = server.problem(hub().upload(sha256, "delivered"));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.type()).endsWith("/digest-mismatch");
        assertThat(problem.detail()).contains(sha256).contains(HubFixture.sha256("delivered"));
        assertThat(head(sha256)).isEqualTo(404);
    }

    @Test
    void whatIsNoDigestIsRefused() {
        assertThat(server.problem(hub().upload("abc", "x")).errors().getFirst().field())
                .isEqualTo("sha256");
    }

    @ParameterizedTest
    @CsvSource({
        "../a,5,OK,main,400,files[0].path",
        "a,5,short,main,400,files[0].sha256",
        "a,5,OK,-x,400,revision",
        "a,5,MISSING,main,422,files[0].sha256",
        "a,6,OK,main,422,files[0].size"
    })
    void aWrongCommitNamesTheField(String path, long size, String sha256, String revision, int status, String field) {
        hub().upload(SHA, "hello");
        String digest = sha256.replace("OK", SHA).replace("MISSING", HubFixture.sha256("nowhere"));
        HttpResponse<String> answer =
                commit(Map.of("revision", revision, "message", "m", "files", List.of(file(path, size, digest))));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(server.problem(answer).errors().getFirst().field()).isEqualTo(field);
        assertThat(server.get("/hub/api/models/upload/tiny").statusCode()).isEqualTo(404);
    }

    @Test
    void allMissingContentIsNamed() {
        Problem problem = server.problem(commit(Map.of(
                "files",
                List.of(file("a", 1, HubFixture.sha256("gone 1")), file("b", 1, HubFixture.sha256("gone 2"))))));
        assertThat(problem.errors()).hasSize(2);
        assertThat(problem.errors().get(1).problem()).contains("b: ").contains(HubFixture.sha256("gone 2"));
    }

    @Test
    void unknownAndMissingFieldsAreRefused() {
        assertThat(server.problem(commit(Map.of("files", List.of(), "branch", "x")))
                        .errors()
                        .getFirst()
                        .field())
                .isEqualTo("branch");
        assertThat(server.problem(commit(Map.of("revision", "main")))
                        .errors()
                        .getFirst()
                        .field())
                .isEqualTo("files");
        assertThat(server.problem(commit(Map.of("files", List.of(Map.of("path", "a")))))
                        .errors()
                        .getFirst()
                        .field())
                .isEqualTo("files[0].sha256");
    }

    @Test
    void reservedOwnersAreRefused() {
        HttpResponse<String> answer =
                server.postJson("/api/v1/hub/repos/api/models/commits", Map.of("files", List.of()));
        assertThat(server.problem(answer).errors().getFirst().field()).isEqualTo("repository");
    }

    @Test
    void repositoriesAreListedWithTheirBranches() {
        String first = hub().push("upload/listed", "v1", HubFixture.files("a", "1"));
        String second = hub().push("upload/listed", "v2", HubFixture.files("a", "2"));
        var list =
                server.json(server.get("/api/v1/hub/repos?name=upload/listed")).path("items");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("revisions").findValuesAsString("name")).containsExactly("v2", "v1");
        assertThat(list.get(0).path("revisions").findValuesAsString("commit")).containsExactly(second, first);
    }
}
