package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.ModelHolds;
import dev.yardmaster.server.catalog.ModelUses;
import dev.yardmaster.server.catalog.hub.HubFixture;
import dev.yardmaster.server.catalog.store.ModelStore;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Models through REST, resolved in the built-in hub, on a real database. */
@ServerTest
class ModelsTest {
    private static final Map<String, String> FILES = HubFixture.files(
            "README.md", "# Tiny", "adapters/a.gguf", "lora", "tiny.gguf", "weights", "model.safetensors", "tensors");

    @Autowired
    TestClient server;

    @Autowired
    Models models;

    @Autowired
    ModelHolds holds;

    @Autowired
    ModelStore store;

    @Autowired
    ModelResolver resolver;

    @Autowired
    Origins origins;

    @Autowired
    EventLog events;

    @Autowired
    TransactionTemplate transactions;

    private String commit = "";

    @BeforeEach
    void push() {
        commit = new HubFixture(server).push("shelf/tiny", "v1", FILES);
    }

    private static String yaml(String name, String rest) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata: {name: %s}
                spec: {%s}
                """.formatted(name, rest);
    }

    private HttpResponse<String> create(String name, String spec) {
        return server.postYaml("/api/v1/models", yaml(name, spec));
    }

    private HttpResponse<String> put(String name, String text, String ifMatch) {
        return server.send(server.request("/api/v1/models/" + name)
                .header("Content-Type", "application/yaml")
                .header("If-Match", ifMatch)
                .PUT(BodyPublishers.ofString(text)));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void aModelIsPinnedToTheCommitThatItsSourceStoodFor() {
        HttpResponse<String> created = create("pinned", "source: 'hub://shelf/tiny@v1/*.gguf'");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(header(created, "Location")).isEqualTo("/api/v1/models/pinned");
        Model model = server.read(created, Model.class);
        assertThat(model.status().commit()).isEqualTo(commit);
        assertThat(model.status().format()).isEqualTo(ModelFormat.GGUF);
        assertThat(model.status().bytes()).isEqualTo(7);
        assertThat(model.status().files()).containsExactly(new ModelFile("tiny.gguf", 7, HubFixture.sha256("weights")));
        assertThat(model.status().notes()).anyMatch(n -> n.contains("tiny.gguf"));

        new HubFixture(server).push("shelf/tiny", "v1", HubFixture.files("tiny.gguf", "other weights"));
        assertThat(put("pinned", yaml("pinned", "source: 'hub://shelf/tiny@v1/*.gguf'"), "*")
                        .statusCode())
                .isEqualTo(200);
        assertThat(models.find("pinned")).contains(model);
        assertThat(server.get("/hub/shelf/tiny/resolve/" + commit + "/tiny.gguf")
                        .body())
                .isEqualTo("weights");
    }

    @Test
    void includeAndExcludeMayChangeAtTheSameCommit() {
        HttpResponse<String> created = create("narrowed", "source: 'hub://shelf/tiny@v1'");
        String tag = header(created, "ETag");
        new HubFixture(server).push("shelf/tiny", "v1", HubFixture.files("new.gguf", "new"));
        String narrowed = yaml("narrowed", "source: 'hub://shelf/tiny@v1', include: ['*.safetensors']");
        HttpResponse<String> changed = put("narrowed", narrowed, tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(header(changed, "ETag")).isNotEqualTo(tag);
        Model model = server.read(changed, Model.class);
        assertThat(model.status().commit()).isEqualTo(commit);
        assertThat(model.status().format()).isEqualTo(ModelFormat.SAFETENSORS);
        assertThat(server.problem(put("narrowed", narrowed, tag)).type()).endsWith("/version-conflict");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: shelf/tiny|400|spec.source|not an address",
                "source: 'ftp://shelf/tiny'|400|spec.source|hub, hf",
                "source: 'hub://shelf/tiny@v1/../x'|400|spec.source|..",
                "source: 'hub://api/tiny'|400|spec.source|reserved",
                "source: 'hub://shelf/nothing'|422|spec.source|no repository shelf/nothing",
                "source: 'hub://shelf/tiny@v9'|422|spec.source|no revision 'v9'",
                "source: 'hub://shelf/tiny@v1/*.bin'|400|spec.source|README.md",
                "source: 'hub://shelf/tiny@v1', include: ['*.bin']|400|spec.include|README.md",
                "source: 'hub://shelf/tiny@v1', exclude: ['**']|400|spec.exclude|tiny.gguf",
                "source: 'hub://shelf/tiny@v1', include: ['[a']|400|spec.include[0]|lacks a ']'",
                "source: 'hub://shelf/tiny@v1', includes: ['a']|400|spec.includes|include",
                "include: ['a']|400|spec.source|missing",
            })
    void aWrongDocumentNamesTheField(String spec, int status, String field, String said) {
        Problem problem = server.problem(create("refused", spec));
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.errors().getFirst().field()).isEqualTo(field);
        assertThat(problem.errors().getFirst().toString()).contains(said);
        assertThat(models.find("refused")).isEmpty();
    }

    @Test
    void anotherSourceNeedsAnotherModel() {
        create("immutable", "source: 'hub://shelf/tiny@v1'");
        Problem problem =
                server.problem(put("immutable", yaml("immutable", "source: 'hub://shelf/tiny@v1/*.gguf'"), "*"));
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.source");
        assertThat(problem.detail()).contains("make a new model");
    }

    @Test
    void takenAndUnknownNamesAreSaid() {
        create("taken", "source: 'hub://shelf/tiny@v1'");
        assertThat(server.problem(create("taken", "source: 'hub://shelf/tiny@v1'"))
                        .type())
                .endsWith("/already-exists");
        assertThat(server.get("/api/v1/models/nobody").statusCode()).isEqualTo(404);
        assertThat(server.delete("/api/v1/models/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void modelsAreListedByNameLabelAndFormat() {
        String labelled = yaml("listed-a", "source: 'hub://shelf/tiny@v1'")
                .replace("{name: listed-a}", "{name: listed-a, labels: {team: red}}");
        server.postYaml("/api/v1/models", labelled);
        create("listed-b", "source: 'hub://shelf/tiny@v1/*.safetensors'");
        assertThat(names("/api/v1/models?name=listed")).containsExactly("listed-a", "listed-b");
        assertThat(names("/api/v1/models?name=listed&limit=1")).containsExactly("listed-a");
        assertThat(names("/api/v1/models?label=team=red")).containsExactly("listed-a");
        assertThat(names("/api/v1/models?name=listed&format=SAFETENSORS")).containsExactly("listed-b");
    }

    private List<String> names(String path) {
        return server.json(server.get(path))
                .path("items")
                .valueStream()
                .map(m -> m.path("metadata").path("name").asString())
                .toList();
    }

    @Test
    void whatHappenedIsInTheEvents() {
        create("told", "source: 'hub://shelf/tiny@v1'");
        server.delete("/api/v1/models/told");
        String told = server.get("/api/v1/events?kind=Model&name=told").body();
        assertThat(told).contains("RESOLVED").contains("DELETED").contains(commit);
    }

    private boolean held(String model) {
        AtomicBoolean held = new AtomicBoolean();
        transactions.executeWithoutResult(_ -> held.set(holds.hold(model)));
        return held.get();
    }

    @Test
    void aModelInUseStays() {
        create("used", "source: 'hub://shelf/tiny@v1'");
        assertThat(held("used")).isTrue();
        assertThat(held("unused")).isFalse();
        ModelUses uses = model -> model.equals("used") ? List.of("deployment 'chat'") : List.of();
        ModelDocuments documents = new ModelDocuments(
                store,
                resolver,
                origins,
                new StaticListableBeanFactory(Map.of("uses", uses)).getBeanProvider(ModelUses.class),
                events);
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> transactions.executeWithoutResult(_ -> documents.delete("used")));
        assertThat(problem.type()).isEqualTo(ProblemType.IN_USE);
        assertThat(problem).hasMessageContaining("deployment 'chat'");
        assertThat(models.find("used")).isPresent();
        assertThat(server.delete("/api/v1/models/used").statusCode()).isEqualTo(204);
        assertThat(models.find("used")).isEmpty();
    }
}
