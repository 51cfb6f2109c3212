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
import org.springframework.jdbc.core.JdbcTemplate;

/** A model from a store that needs a secret, through the whole server. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class StoreModelsTest {
    private static final String CONFIG = """
            {"architectures":["LlamaForCausalLM"],"model_type":"llama","hidden_size":64,"num_hidden_layers":2,\
            "num_attention_heads":4,"intermediate_size":128,"vocab_size":256,"max_position_embeddings":2048}""";
    private static final String SECRET = "wJalrXUtnFEMI-t0psecret";

    @Autowired
    TestClient server;

    @Autowired
    Secrets secrets;

    @Autowired
    FileLocator locator;

    @Autowired
    LateFacts late;

    @Autowired
    JdbcTemplate sql;

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
    void factsThatCannotBeReadNowComeLater() {
        store.put("config.json", CONFIG);
        store.noContent = true;
        HttpResponse<String> created = put("late", "");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        Model early = server.read(created, Model.class);
        assertThat(early.status().facts().architecture()).isEmpty();
        assertThat(early.status().notes()).anyMatch(n -> n.contains("503"));
        String version = created.headers().firstValue("ETag").orElse("");

        due("late");
        late.read();
        assertThat(sql.queryForObject("select facts_tries from model where name = 'late'", Integer.class))
                .isGreaterThanOrEqualTo(2);
        assertThat(sql.queryForObject("select facts_due > now() from model where name = 'late'", Boolean.class))
                .isTrue();

        store.noContent = false;
        due("late");
        late.read();
        HttpResponse<String> got = server.get("/api/v1/models/late");
        Model found = server.read(got, Model.class);
        assertThat(found.status().facts().architecture()).contains("LlamaForCausalLM");
        assertThat(found.status().facts().contextLength()).contains(2048);
        assertThat(got.headers().firstValue("ETag")).contains(version);
        assertThat(sql.queryForObject("select facts_due is null from model where name = 'late'", Boolean.class))
                .isTrue();
        assertThat(server.get("/api/v1/events?kind=Model&name=late").body())
                .contains("FACTS_UNAVAILABLE")
                .contains("FACTS_FOUND");
        server.delete("/api/v1/models/late");
    }

    private void due(String model) {
        sql.update("update model set facts_due = now() - interval '1 second' where name = ?", model);
    }

    @Test
    void aDryRunFindsFactsAndKeepsNothing() {
        store.put("config.json", CONFIG);
        HttpResponse<String> tried = server.postYaml("/api/v1/apply?dryRun=true", yaml("tried", ""));
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(store.requests).anyMatch(r -> r.contains("/models/llama/config.json"));
        assertThat(server.get("/api/v1/models/tried").statusCode()).isEqualTo(404);
    }

    @Test
    void aChatTemplateIsReadWhereItIs() {
        store.put("config.json", CONFIG);
        store.put("tokenizer_config.json", "{\"chat_template\":\"{{ messages }} {{ tools }}\"}");
        put("templated", "");
        HttpResponse<String> text = server.get("/api/v1/models/templated/chat-template");
        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(text.body()).isEqualTo("{{ messages }} {{ tools }}");
        store.failWith(503);
        assertThat(server.get("/api/v1/models/templated/chat-template").statusCode())
                .isEqualTo(502);
        assertThat(server.get("/api/v1/models/nobody/chat-template").statusCode())
                .isEqualTo(404);
        server.delete("/api/v1/models/templated");
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
