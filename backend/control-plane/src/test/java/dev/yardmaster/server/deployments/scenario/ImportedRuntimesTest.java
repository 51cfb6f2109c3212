package dev.yardmaster.server.deployments.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yardmaster.contract.catalog.ImportReport;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.catalog.imports.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Other platforms' runtimes all the way: imported, applied, read back, applied again, deployed. */
@ScenarioTest
class ImportedRuntimesTest {
    @Autowired
    Stories stories;

    private final List<String> made = new ArrayList<>();

    @AfterEach
    void leave() {
        made.forEach(n -> stories.client.delete("/api/v1/runtimes/" + n));
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(ImportedRuntimesTest.class.getResourceAsStream("/imports/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ImportResult> run(String query, String text) {
        HttpResponse<String> answer = stories.client.postYaml("/api/v1/import" + query, text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return stories.client.read(answer, ImportReport.class).results();
    }

    private ApplyReport apply(String query, String text) {
        HttpResponse<String> answer = stories.client.postYaml("/api/v1/apply" + query, text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return stories.client.read(answer, ApplyReport.class);
    }

    /** The documents of what was imported; each is there, reads as it was written, and is the same when applied again. */
    private List<ImportResult.Translated> imported(String text) {
        List<ImportResult.Translated> dry = documents(run("?dryRun=true", text));
        assertThat(dry)
                .allSatisfy(d -> assertThat(stories.client
                                .get("/api/v1/runtimes/" + d.name())
                                .statusCode())
                        .as("%s after a dry run", d.name())
                        .isEqualTo(404));
        dry.forEach(d -> made.add(d.name()));
        List<ImportResult> results = run("", text);
        List<ImportResult.Translated> documents = documents(results);
        assertThat(results)
                .filteredOn(r -> r.outcome() == ImportResult.Outcome.IMPORTED)
                .allSatisfy(r -> assertThat(r.documents())
                        .as("%s %s: %s", r.kind(), r.name(), r.reason())
                        .allSatisfy(d -> assertThat(d.outcome()).contains(ApplyReport.Outcome.CREATED)));
        assertThat(documents).extracting(ImportResult.Translated::text).isEqualTo(texts(dry));
        documents.forEach(this::isThere);
        ApplyReport again =
                apply("", documents.stream().map(ImportResult.Translated::text).collect(Collectors.joining("\n---\n")));
        assertThat(again.results())
                .allSatisfy(r -> assertThat(r.outcome()).as("%s", r).isEqualTo(ApplyReport.Outcome.UNCHANGED));
        return documents;
    }

    private static List<String> texts(List<ImportResult.Translated> documents) {
        return documents.stream().map(ImportResult.Translated::text).toList();
    }

    private static List<ImportResult.Translated> documents(List<ImportResult> results) {
        return results.stream()
                .filter(r -> r.outcome() == ImportResult.Outcome.IMPORTED)
                .flatMap(r -> r.documents().stream())
                .toList();
    }

    private void isThere(ImportResult.Translated document) {
        assertThat(document.kind()).isEqualTo(Kind.RUNTIME);
        Runtime runtime = stories.client.read(stories.client.get("/api/v1/runtimes/" + document.name()), Runtime.class);
        assertThat(runtime.origin()).isEqualTo(Runtime.Origin.STATED);
        String base = String.valueOf(runtime.spec().get("extends"));
        Runtime ours = stories.client.read(stories.client.get("/api/v1/runtimes/" + base), Runtime.class);
        assertThat(ours.origin()).as("%s extends %s", document.name(), base).isEqualTo(Runtime.Origin.BUILT_IN);
        assertThat(runtime.resolved().checks())
                .as("the checks of our runtime")
                .isEqualTo(ours.resolved().checks());
        assertThat(runtime.resolved().executables()).isNotEmpty();
    }

    private void deploysDry(Stories.Story story, String runtime, String model) {
        ApplyReport dry = apply("?dryRun=true", story.document(model, 1, "  runtime: " + runtime));
        assertThat(dry.results().getFirst().forecast().orElseThrow().runtime().runtime())
                .isEqualTo(runtime);
        assertThat(dry.results().getFirst().forecast().orElseThrow().nodes())
                .as("%s has room", runtime)
                .anySatisfy(n -> assertThat(n.fits()).isTrue());
    }

    @Test
    void omesAndLlmazsRuntimesComeAllTheWay() {
        try (var story = stories.begin()) {
            story.withDevices("a", 1);
            List<ImportResult.Translated> documents = imported(resource("runtimes.yaml"));
            assertThat(run("?dryRun=true", resource("runtimes.yaml")).get(1).reason())
                    .contains("a shell starts its engine");
            assertThat(documents)
                    .extracting(ImportResult.Translated::name)
                    .containsExactlyInAnyOrder("imported-sglang", "imported-listed", "imported-llamacpp");
            deploysDry(story, "imported-sglang", "dense");
            deploysDry(story, "imported-listed", "dense");
            deploysDry(story, "imported-llamacpp", "tiny");
            story.apply("dense", 1, "").ready(1);
            assertThat(stories.deployments.revisions(story.name).getFirst().runtime())
                    .as("chosen unasked, as it is among OME's own")
                    .isEqualTo("imported-sglang");
        }
    }

    @Test
    @Tag("slow")
    void everySampleOfOmeComesAllTheWay() {
        assumeThat(Samples.root())
                .as("shared/conformance/samples is in no directory above this one")
                .isPresent();
        try (var story = stories.begin()) {
            story.withDevices("a", 8);
            // Some names are there twice; the second would not be new.
            Set<String> names = new HashSet<>();
            List<Path> files = Samples.files(Samples.root().orElseThrow(), "ome/config/runtimes").stream()
                    .filter(f -> names.add(Samples.text(List.of(f)).replaceAll("(?s).*?\\n  name: *(\\S+).*", "$1")))
                    .toList();
            List<ImportResult.Translated> documents = new ArrayList<>();
            for (int i = 0; i < files.size(); i += 10) {
                documents.addAll(imported(Samples.text(files.subList(i, Math.min(i + 10, files.size())))));
            }
            assertThat(documents).hasSizeGreaterThan(60);
            deploysDry(story, documents.getFirst().name(), "dense");
        }
    }
}
