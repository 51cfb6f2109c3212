package dev.yardmaster.server.catalog.curated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.imports.Sizes;
import dev.yardmaster.server.documents.DocumentStore;
import dev.yardmaster.server.support.MovableClock;
import dev.yardmaster.server.support.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class CuratedCatalogueTest {
    private static final String ENTRY = """
            # ours
            ---
            apiVersion: yardmaster.dev/v1
            kind: Model
            metadata: {name: in-house}
            spec: {source: "hub://team/in-house"}
            """;

    @Autowired
    CuratedText text;

    @Autowired
    DocumentStore documents;

    @Autowired
    JsonMapper json;

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    private CuratedCatalogue at(String location) {
        return new CuratedCatalogue(text, json, clock, location);
    }

    @Test
    void everyEntryOfOursIsAFullDocument() {
        List<CuratedModel> models = at("").list();
        assertThat(models).hasSizeGreaterThanOrEqualTo(40);
        assertThat(models.stream().map(m -> m.labels().get("family")).distinct())
                .hasSizeGreaterThan(12);
        for (CuratedModel model : models) {
            String where = model.where() + " " + model.name();
            SourceAddress address = SourceAddress.parse(model.spec().source());
            assertThat(address.scheme()).as(where).isEqualTo(SourceScheme.HF);
            assertThat(model.spec().facts()).as(where).isPresent().get().satisfies(facts -> {
                assertThat(facts.licence()).as(where).isPresent();
                // This maker opened and closed repositories over time; the source is asked instead.
                boolean changing = address.location().startsWith("mistralai/");
                assertThat(facts.gated().isPresent()).as(where).isNotEqualTo(changing);
                assertThat(facts.capabilities()).as(where).isNotEmpty();
            });
            assertThat(model.labels()).as(where).containsKeys("vendor", "family");
            assertThat(Sizes.parameters(String.valueOf(model.labels().get("size"))))
                    .as(where)
                    .isPresent();
            assertThat(model.labels().get("weights")).as(where).matches("\\d+\\.\\dGiB");
            documents.check(at("").document(model.name(), Optional.of("other-name"), Optional.of("token")));
        }
    }

    @Test
    void aFileOrADirectoryOfOnesOwn() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), ENTRY);
        assertThat(at(file.toString()).list()).extracting(CuratedModel::name).containsExactly("in-house");
        Files.writeString(directory.resolve("b.yml"), ENTRY.replace("in-house}", "other}"));
        Files.writeString(directory.resolve("notes.txt"), "not read");
        assertThat(at(directory.toString()).list())
                .extracting(CuratedModel::name)
                .containsExactly("in-house", "other");
    }

    @Test
    void whatIsWrongIsNamedByFileLineAndField() throws IOException {
        assertThat(refusal(ENTRY.replace("source:", "sauce:")))
                .contains("a.yaml line 3")
                .contains("spec.sauce");
        assertThat(refusal(ENTRY.replace("hub://team/in-house", "nowhere"))).contains("spec.source");
        assertThat(refusal(ENTRY.replace("Model", "Deployment"))).contains("line 3");
        assertThat(refusal(ENTRY + ENTRY.replace("# ours\n", "")))
                .contains("line 8")
                .contains("comes twice");
        assertThat(refusal("a: b: c")).contains("line 1");
        assertThat(catchThrowableOfType(
                        ProblemException.class,
                        () -> at(directory.resolve("missing.yaml").toString()).list()))
                .hasMessageContaining("YARD_CATALOG");
    }

    private String refusal(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), content);
        return String.valueOf(catchThrowableOfType(
                        ProblemException.class, () -> at(file.toString()).list())
                .getMessage());
    }

    @Test
    void aListOnTheWebIsReadAgainAndKeptWhileItIsAway() throws IOException {
        try (MockWebServer web = new MockWebServer()) {
            web.start();
            web.enqueue(new MockResponse.Builder().body(ENTRY).build());
            web.enqueue(new MockResponse.Builder().code(500).build());
            web.enqueue(new MockResponse.Builder()
                    .body(ENTRY.replace("in-house}", "newer}"))
                    .build());
            CuratedCatalogue catalogue = at(web.url("/list.yaml").toString());
            assertThat(catalogue.find("in-house")).isPresent();
            assertThat(catalogue.find("in-house")).isPresent();
            assertThat(web.getRequestCount()).isEqualTo(1);
            clock.move(Duration.ofMinutes(1));
            assertThat(catalogue.find("in-house")).isPresent();
            clock.move(Duration.ofMinutes(1));
            assertThat(catalogue.find("newer")).isPresent();
            assertThat(web.getRequestCount()).isEqualTo(3);
        }
    }
}
