package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ImportReport;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.catalog.ImportResult.Outcome;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.server.catalog.hub.HubFixture;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Importing through REST; sources are the built-in hub's. */
@ServerTest
class ImportTest {
    @Autowired
    TestClient server;

    @Autowired
    Models models;

    @Autowired
    JsonMapper json;

    private static String model(String name, String repository) {
        return """
                apiVersion: ome.io/v1beta1
                kind: ClusterBaseModel
                metadata: {name: %s}
                spec: {modelParameterSize: 7B, storage: {storageUri: "hub://%s"}}
                ---
                """.formatted(name, repository);
    }

    private ImportReport run(String query, String text) {
        HttpResponse<String> answer = server.postYaml("/api/v1/import" + query, text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return server.read(answer, ImportReport.class);
    }

    @Test
    void aDryRunTranslatesAndAsksNobody() {
        ImportReport report = run("?dryRun=true", model("dry-there-is-no-such", "nobody/nothing"));
        assertThat(report.dryRun()).isTrue();
        ImportResult result = report.results().getFirst();
        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.documents().getFirst().text()).contains("source: hub://nobody/nothing");
        assertThat(result.documents().getFirst().outcome()).isEmpty();
        assertThat(models.find("dry-there-is-no-such")).isEmpty();
    }

    @Test
    void oneThatCannotBeReadBlocksNoOther() {
        new HubFixture(server).push("imports/good", "main", HubFixture.files("a.gguf", "weights"));
        String text = IntStream.range(0, 12)
                        .mapToObj(i -> model("import-good-" + i, "imports/good"))
                        .collect(Collectors.joining())
                + model("import-bad", "imports/missing")
                + "kind: InferenceService\n";
        ImportReport report = run("", text);
        assertThat(report.count(Outcome.IMPORTED)).isEqualTo(12);
        assertThat(report.count(Outcome.REFUSED)).isEqualTo(1);
        assertThat(report.count(Outcome.SKIPPED)).isEqualTo(1);
        ImportResult bad = report.results().get(12);
        assertThat(bad.name()).isEqualTo("import-bad");
        assertThat(bad.reason()).contains("spec.source").contains("imports/missing");
        assertThat(bad.advice()).contains("push");
        assertThat(report.results().getFirst().documents().getFirst().outcome()).contains(ApplyReport.Outcome.CREATED);
        assertThat(models.find("import-good-11")).isPresent();
        assertThat(run("", model("import-good-3", "imports/good"))
                        .results()
                        .getFirst()
                        .documents()
                        .getFirst()
                        .outcome())
                .contains(ApplyReport.Outcome.UNCHANGED);
    }

    @Test
    void progressComesLineByLine() {
        new HubFixture(server).push("imports/lines", "main", HubFixture.files("a.gguf", "weights"));
        HttpResponse<String> answer = server.send(server.request("/api/v1/import")
                .header("Content-Type", "application/yaml")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofString(
                        model("import-line-1", "imports/lines") + model("import-line-2", "imports/lines"))));
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> names = answer.body()
                .lines()
                .map(line -> json.readValue(line, ImportResult.class).name())
                .toList();
        assertThat(names).containsExactlyInAnyOrder("import-line-1", "import-line-2");
    }

    @Test
    void textsWithoutADocumentAreRefused() {
        HttpResponse<String> answer = server.postYaml("/api/v1/import", "# nothing\n");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(server.problem(answer).detail()).contains("no document");
        assertThat(server.postYaml("/api/v1/import", "x: " + "y".repeat(4_100_000))
                        .statusCode())
                .isEqualTo(413);
    }
}
