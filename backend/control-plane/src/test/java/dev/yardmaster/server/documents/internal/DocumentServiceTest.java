package dev.yardmaster.server.documents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.ApplyReport.Outcome;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.documents.Document;
import dev.yardmaster.server.documents.DocumentHandler;
import dev.yardmaster.server.support.TestPostgres;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Documents of both kinds against handlers that keep names and versions in a table. */
class DocumentServiceTest {
    private static final TestPostgres.Database DATABASE = TestPostgres.fresh();
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password());
    private static final JdbcTemplate SQL = new JdbcTemplate(SOURCE);

    private final DocumentService documents = service();

    @BeforeAll
    static void table() {
        SQL.execute("create table thing (kind text, name text, text text, version bigint, primary key (kind, name))");
    }

    @BeforeEach
    void empty() {
        SQL.execute("delete from thing");
    }

    /** Refuses replicas above 64 when preparing, and models that are nowhere when saving. */
    private record Handler<S>(Kind kind, Class<S> specType) implements DocumentHandler<S, Document<S>> {
        @Override
        public Document<S> prepare(Document<S> document, Earlier earlier) {
            if (document.spec() instanceof DeploymentSpec spec) {
                if (spec.wantedReplicas() > 64) {
                    throw ProblemException.invalid(
                            "spec.replicas", "it is " + spec.wantedReplicas(), "expected 0 to 64");
                }
                if (!earlier.has(Kind.MODEL, spec.model())
                        && stored(Kind.MODEL, spec.model()).isEmpty()) {
                    throw ProblemException.unknownReference(
                            "spec.model", "there is no model '" + spec.model() + "'", "apply it first");
                }
            }
            return document;
        }

        @Override
        public OptionalLong version(String name) {
            return stored(kind, name);
        }

        @Override
        public ApplyReport.Result save(Document<S> document) {
            if (document.name().equals("fails-late")) {
                throw ProblemException.of(ProblemType.IN_USE, "made to fail");
            }
            int made = SQL.update(
                    "insert into thing values (?, ?, ?, 1) on conflict (kind, name) do update"
                            + " set text = excluded.text, version = thing.version + 1",
                    kind.name(),
                    document.name(),
                    document.spec().toString());
            return new ApplyReport.Result(kind.word(), document.name(), Outcome.CREATED, made + " row");
        }

        @Override
        public void delete(String name) {
            SQL.update("delete from thing where kind = ? and name = ?", kind.name(), name);
        }
    }

    private static OptionalLong stored(Kind kind, String name) {
        List<Long> found = SQL.queryForList(
                "select version from thing where kind = ? and name = ?", Long.class, kind.name(), name);
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
    }

    private static DocumentService service() {
        JsonMapper json = JsonMapper.builder()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(tools.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("models", new Handler<>(Kind.MODEL, ModelSpec.class));
        beans.registerSingleton("deployments", new Handler<>(Kind.DEPLOYMENT, DeploymentSpec.class));
        ResolvableType any = ResolvableType.forClass(DocumentHandler.class);
        Handlers handlers = new Handlers(beans.getBeanProvider(any));
        ShapeCheck shapes = new ShapeCheck(json);
        DocumentReader reader =
                new DocumentReader(new DocumentText(json), new MetadataCheck(json, shapes), shapes, handlers, json);
        return new DocumentService(reader, handlers, new DataSourceTransactionManager(SOURCE));
    }

    private static String model(String name) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata:
                  name: %s
                spec:
                  source: hub://demo/tiny-chat@v1
                """.formatted(name);
    }

    private static String deployment(String name, String spec) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Deployment
                metadata:
                  name: %s
                spec: %s
                """.formatted(name, spec);
    }

    private ProblemException refused(String text) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> documents.apply(text, false));
        assertThat(refusal).isNotNull();
        assertThat(SQL.queryForObject("select count(*) from thing", Long.class))
                .as("nothing half-done")
                .isZero();
        return refusal;
    }

    @Test
    void severalDocumentsMayBuildUponOneAnother() {
        ApplyReport report = documents.apply(model("m") + "---\n" + deployment("d", "{model: m, replicas: 2}"), false);
        assertThat(report.results()).extracting(ApplyReport.Result::name).containsExactly("m", "d");
        assertThat(stored(Kind.DEPLOYMENT, "d")).hasValue(1);
    }

    @Test
    void aProblemInTheSecondLeavesTheFirstUndone() {
        ProblemException e = refused(model("m") + "---\n" + deployment("d", "{model: m, replicas: 65}"));
        assertThat(e.type()).isEqualTo(ProblemType.INVALID_DOCUMENT);
        assertThat(e.errors()).containsExactly(new FieldProblem("[1].spec.replicas", "it is 65", "expected 0 to 64"));
    }

    @Test
    void aFailureWhileSavingTheSecondUndoesTheFirst() {
        assertThat(refused(model("m") + "---\n" + model("fails-late")).type()).isEqualTo(ProblemType.IN_USE);
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() {
        assertThat(documents.apply(model("m"), true).dryRun()).isTrue();
        assertThat(stored(Kind.MODEL, "m")).isEmpty();
        assertThatThrownBy(() -> documents.apply(deployment("d", "{model: m}"), true))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        ProblemException e = refused("""
                apiVersion: yardmaster.dev/v2
                kind: Model
                metadata: {name: Bad_Name, labels: {tier: 1}, createdAt: 2026-01-01T00:00:00Z}
                status: {}
                spec: {sorce: x, include: nothing}
                ---
                apiVersion: yardmaster.dev/v1
                kind: Deploiment
                metadata: {name: d, project: other}
                spec: {}
                ---
                apiVersion: yardmaster.dev/v1
                kind: Deployment
                metadata: {name: e}
                spec: {model: m, replicas: many, engine: {threads: 1.5, contextlength: 7}, placement: [x]}
                """);
        assertThat(e.errors())
                .extracting(FieldProblem::field)
                .contains(
                        "[0].apiVersion",
                        "[0].status",
                        "[0].metadata.labels.tier",
                        "[0].spec.sorce",
                        "[0].spec.source",
                        "[0].spec.include",
                        "[1].kind",
                        "[1].metadata.project",
                        "[2].spec.replicas",
                        "[2].spec.engine.threads",
                        "[2].spec.engine.contextlength",
                        "[2].spec.placement");
        assertThat(e.errors())
                .contains(new FieldProblem("[0].spec.sorce", "there is no such field", "did you mean 'source'?"))
                .contains(new FieldProblem("[1].kind", "there is no kind 'Deploiment'", "did you mean 'Deployment'?"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {name: Upper}                    | metadata.name
            {name: -dash}                    | metadata.name
            {name: dot.}                     | metadata.name
            {name: ""}                       | metadata.name
            {labels: {a: b}}                 | metadata.name
            {name: a, lables: {a: b}}        | metadata.lables
            {name: a, labels: {a b: c}}      | metadata.labels
            {name: a, labels: {a: "x y"}}    | metadata.labels.a
            {name: a, labels: [a]}           | metadata.labels
            {name: a, version: one}          | metadata.version
            {name: a, createdAt: 2026-01-01T00:00:00Z} | metadata.createdAt
            {name: a, project: other}        | metadata.project
            [a]                              | metadata
            """)
    void metadata(String metadata, String field) {
        String text = "apiVersion: yardmaster.dev/v1\nkind: Model\nspec: {source: hub://a/b}\nmetadata: " + metadata;
        assertThat(refused(text).errors()).extracting(FieldProblem::field).contains(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: [                        | MALFORMED_BODY | YAML at line
            a: 1\\na: 2                 | MALFORMED_BODY | duplicate key
            {"a": 1, "a": 2}            | MALFORMED_BODY | JSON at line
            # nothing                   | MALFORMED_BODY | no document
            just words                  | INVALID_DOCUMENT | no object
            """)
    void textThatIsNoDocument(String text, ProblemType type, String says) {
        ProblemException e = refused(text.replace("\\n", "\n"));
        assertThat(e.type()).isEqualTo(type);
        assertThat(e.getMessage()).contains(says);
    }

    @Test
    void textsThatWouldExhaustTheServerAreRefused() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        laughs.append("b: [").append("*a8, ".repeat(4)).append("*a8]\n");
        assertThat(refused(laughs.toString()).type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(refused("[".repeat(50_000)).type()).isIn(ProblemType.TOO_LARGE, ProblemType.MALFORMED_BODY);
        assertThat(refused("a: " + "[".repeat(50_000)).type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(refused("x".repeat(TextLimits.CHARACTERS + 1)).type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(refused("---\na: 1\n".repeat(TextLimits.DOCUMENTS + 1)).type())
                .isEqualTo(ProblemType.TOO_LARGE);
    }

    @Test
    void jsonIsReadAsOneDocumentOrAList() {
        String one = "{\"apiVersion\":\"yardmaster.dev/v1\",\"kind\":\"Model\",\"metadata\":{\"name\":\"%s\"},"
                + "\"spec\":{\"source\":\"hub://a/b\"}}";
        documents.apply(one.formatted("a"), false);
        documents.apply("[" + one.formatted("b") + ", " + one.formatted("c") + "]", false);
        assertThat(SQL.queryForList("select name from thing order by name", String.class))
                .containsExactly("a", "b", "c");
    }

    @Test
    void theSameNameTwiceIsRefused() {
        assertThat(refused(model("m") + "---\n" + model("m")).errors())
                .extracting(FieldProblem::field)
                .containsExactly("[1].metadata.name");
    }

    @Test
    void anUnknownReferenceKeepsItsType() {
        ProblemException e = refused(deployment("d", "{model: nowhere}"));
        assertThat(e.type()).isEqualTo(ProblemType.UNKNOWN_REFERENCE);
        assertThat(e.errors()).extracting(FieldProblem::field).containsExactly("spec.model");
    }

    @Test
    void aVersionInTheDocumentGuardsAgainstLostChanges() {
        documents.apply(model("m"), false);
        documents.apply(model("m").replace("name: m", "name: m\n  version: 1"), false);
        assertThatThrownBy(() -> documents.apply(model("m").replace("name: m", "name: m\n  version: 1"), false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("metadata.version: version 1 was expected, but the stored version is 2");
    }

    @Test
    void singleAddressesCreatePutAndDelete() {
        documents.create(Kind.MODEL, model("m"));
        assertThatThrownBy(() -> documents.create(Kind.MODEL, model("m"))).hasMessageContaining("already");
        assertThatThrownBy(() -> documents.create(Kind.DEPLOYMENT, model("n"))).hasMessageContaining("kind");
        assertThatThrownBy(() -> documents.put(Kind.MODEL, "other", model("m"), OptionalLong.empty()))
                .hasMessageContaining("metadata.name");
        assertThatThrownBy(() -> documents.put(Kind.MODEL, "m", model("m"), OptionalLong.of(7)))
                .hasMessageContaining("If-Match");
        documents.put(Kind.MODEL, "m", model("m"), OptionalLong.of(1));
        assertThatThrownBy(() -> documents.delete(Kind.MODEL, "m", OptionalLong.of(1)))
                .hasMessageContaining("If-Match");
        documents.delete(Kind.MODEL, "m", OptionalLong.of(2));
        assertThatThrownBy(() -> documents.delete(Kind.MODEL, "m"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.NOT_FOUND));
    }
}
