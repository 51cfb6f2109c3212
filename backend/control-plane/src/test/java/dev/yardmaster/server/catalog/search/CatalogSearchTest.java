package dev.yardmaster.server.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.AddedModel;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.catalog.NewModel;
import dev.yardmaster.server.catalog.hub.HubFixture;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Search and one-call import through REST, over the built-in hub. */
@ServerTest
class CatalogSearchTest {
    @Autowired
    TestClient server;

    @Autowired
    Models models;

    private HttpResponse<String> add(NewModel wanted) {
        return server.postJson("/api/v1/catalog/models", wanted);
    }

    @Test
    void theHubIsSearchedAndWhatIsInTheCatalogueIsMarked() {
        new HubFixture(server).push("finder/Alone", "main", HubFixture.files("a-Q8_0.gguf", "weights"));
        JsonNode before = server.json(server.get("/api/v1/catalog/search?source=hub&q=finder/al&limit=5"));
        assertThat(before.path("items").get(0).path("source").asString()).isEqualTo("hub://finder/Alone");
        assertThat(before.path("items").get(0).has("catalogueName")).isFalse();
        HttpResponse<String> added = add(NewModel.from("hub://finder/Alone"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).contains("/api/v1/models/alone");
        JsonNode after = server.json(server.get("/api/v1/catalog/search?source=hub&q=FINDER/al"));
        assertThat(after.path("items").get(0).path("catalogueName").asString()).isEqualTo("alone");
        assertThat(add(NewModel.from("hub://finder/Alone")).statusCode()).isEqualTo(409);
    }

    @Test
    void whatCanBeHadInSeveralWaysHasToBeChosen() {
        new HubFixture(server)
                .push(
                        "finder/Several-GGUF",
                        "main",
                        HubFixture.files("m-Q4_K_M.gguf", "four", "m-Q8_0.gguf", "eighteight"));
        HttpResponse<String> answer = add(NewModel.from("hub://finder/Several-GGUF"));
        assertThat(answer.statusCode()).isEqualTo(200);
        List<AddedModel.Choice> choices = server.read(answer, AddedModel.class).choices();
        assertThat(choices).extracting(AddedModel.Choice::label).containsExactly("Q4_K_M", "Q8_0");
        assertThat(choices.get(1).bytes()).isEqualTo(10);
        assertThat(models.find("several-gguf")).isEmpty();
        HttpResponse<String> chosen = add(NewModel.from("hub://finder/Several-GGUF")
                .including(choices.getFirst().include()));
        assertThat(chosen.statusCode()).isEqualTo(201);
        Model model = models.find("several-gguf").orElseThrow();
        assertThat(model.spec().include()).containsExactly("m-Q4_K_M.gguf");
        assertThat(model.status().files()).hasSize(1);
    }

    @Test
    void curatedEntriesAreFoundByAnyOfTheirWords() {
        JsonNode found = server.json(server.get("/api/v1/catalog/search?source=curated&q=granite"));
        assertThat(found.path("items").get(0).path("source").asString()).isEqualTo("curated:granite-4.1-8b");
        assertThat(found.path("items").get(0).path("parameters").asLong()).isEqualTo(8_800_000_000L);
        assertThat(server.json(server.get("/api/v1/catalog/search?source=curated&filter=embedding"))
                        .path("items")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void wrongQuestionsAreNamed() {
        for (String query : List.of("source=ftp", "limit=0", "limit=101", "q=" + "x".repeat(201))) {
            HttpResponse<String> answer = server.get("/api/v1/catalog/search?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(server.problem(answer).errors()).hasSize(1);
        }
        assertThat(add(NewModel.from("nonsense")).statusCode()).isEqualTo(400);
        assertThat(add(NewModel.from("curated:no-such")).statusCode()).isEqualTo(422);
        assertThat(add(NewModel.from("hub://finder/nothing-here")).statusCode()).isEqualTo(422);
        assertThat(server.postJson("/api/v1/catalog/models", java.util.Map.of()).statusCode())
                .isEqualTo(400);
    }
}
