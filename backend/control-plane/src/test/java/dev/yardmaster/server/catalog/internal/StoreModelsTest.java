package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.Secrets;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.server.catalog.FileLocator;
import dev.yardmaster.server.catalog.source.s3.S3StandIn;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A model from a store that needs a secret, through the whole server. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class StoreModelsTest {
    private static final String SECRET = "wJalrXUtnFEMI-t0psecret";

    @Autowired
    TestClient server;

    @Autowired
    Secrets secrets;

    @Autowired
    FileLocator locator;

    private final S3StandIn store = new S3StandIn("llama/");

    @BeforeEach
    void fill() {
        secrets.put("store", Map.of("accessKeyId", S3StandIn.KEY_ID, "secretAccessKey", SECRET));
        store.put("config.json", "{}");
        store.put("model.safetensors", "weights");
        store.put("notes.txt", "read me");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String yaml(String name, String rest) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata: {name: %s}
                spec: {source: 's3://models/llama', access: {secret: store, endpoint: '%s'}%s}
                """.formatted(name, store.url(), rest);
    }

    private HttpResponse<String> put(String name, String rest) {
        return server.send(server.request("/api/v1/models/" + name)
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(yaml(name, rest))));
    }

    @Test
    void itsFilesAreListedLocatedAndItsSecretIsKept(CapturedOutput output) {
        HttpResponse<String> created = put("from-store", "");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        Model model = server.read(created, Model.class);
        assertThat(model.status().commit()).matches("[0-9a-f]{64}");
        assertThat(model.status().files())
                .extracting(ModelFile::path)
                .containsExactly("config.json", "model.safetensors", "notes.txt");

        List<FileLocation> all = locator.locate(Kind.MODEL, "from-store", List.of());
        List<FileLocation> one = locator.locate(Kind.MODEL, "from-store", List.of("model.safetensors"));
        assertThat(all).hasSize(3);
        assertThat(one).extracting(FileLocation::path).containsExactly("model.safetensors");
        assertThat(one.getFirst().where())
                .isInstanceOfSatisfying(
                        FileLocation.Web.class,
                        web -> assertThat(web.url().toString())
                                .startsWith(store.url() + "/models/llama/model.safetensors?")
                                .contains("X-Amz-Signature="));

        HttpResponse<String> refused = server.delete("/api/v1/secrets/store");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("model 'from-store'");

        String listed = server.get("/api/v1/models?name=from-store").body();
        String told = server.get("/api/v1/events?kind=Model&name=from-store").body();
        for (String text : List.of(created.body(), listed, told, refused.body(), all.toString(), output.toString())) {
            assertThat(text).doesNotContain("t0psecret");
        }
        assertThat(server.delete("/api/v1/models/from-store").statusCode()).isEqualTo(204);
        assertThat(server.delete("/api/v1/secrets/store").statusCode()).isEqualTo(204);
    }

    @Test
    void aChangedStoreIsToldWhenTheModelIsChanged() {
        put("moved", "");
        store.put("model.safetensors", "ballast");
        Problem problem = server.problem(put("moved", ", exclude: ['notes.txt']"));
        assertThat(problem.detail()).contains("model.safetensors has another content");
        store.put("model.safetensors", "weights");
        Model narrowed = server.read(put("moved", ", exclude: ['notes.txt']"), Model.class);
        assertThat(narrowed.status().files())
                .extracting(ModelFile::path)
                .containsExactly("config.json", "model.safetensors");
        assertThat(locator.locate(Kind.MODEL, "moved", List.of("notes.txt"))).hasSize(1);
        server.delete("/api/v1/models/moved");
    }

    @Test
    void aStoreThatRefusesIsSaidToWithoutAnyKey(CapturedOutput output) {
        secrets.put("store", Map.of("accessKeyId", "AKIDOTHER", "secretAccessKey", SECRET));
        HttpResponse<String> refused = put("refused", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(server.problem(refused).errors().getFirst().field()).isEqualTo("spec.access.secret");
        assertThat(refused.body() + output).doesNotContain("t0psecret");
        store.failWith(503);
        HttpResponse<String> down = put("refused", "");
        assertThat(down.statusCode()).isEqualTo(502);
        assertThat(down.body() + output).doesNotContain("t0psecret");
    }

    @Test
    void statedFactsWinAndStandBesideWhatWasDerived() {
        Model stated = server.read(put("stated", ", facts: {contextLength: 12345, licence: mine}"), Model.class);
        assertThat(stated.status().facts().contextLength()).contains(12345);
        assertThat(stated.status().facts().licence()).contains("mine");
        assertThat(stated.status().derived().contextLength()).isEmpty();
        int asked = store.requests.size();
        Model changed = server.read(put("stated", ", facts: {contextLength: 7}"), Model.class);
        assertThat(changed.status().facts().contextLength()).contains(7);
        assertThat(store.requests).hasSize(asked);
        server.delete("/api/v1/models/stated");
    }
}
