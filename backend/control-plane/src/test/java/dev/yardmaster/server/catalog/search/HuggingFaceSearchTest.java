package dev.yardmaster.server.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.support.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class HuggingFaceSearchTest {
    private final MockWebServer hub = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        hub.start();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private HuggingFaceSearch search() {
        return search("");
    }

    private HuggingFaceSearch search(String tokenFile) {
        return new HuggingFaceSearch(hub.url("/prefix/").uri(), tokenFile, JsonMapper.shared());
    }

    @Test
    void theTokenOfItsFileIsSentAndNeverSaid(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "hf_first\n");
        SearchQuery query = SearchQuery.of(SearchPlace.HF, "x", 5);
        HuggingFaceSearch search = search(file.toString());
        answer(200, "[]");
        assertThat(search.search(query)).isEmpty();
        assertThat(hub.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer hf_first");
        Files.writeString(file, "hf_second");
        answer(401, "[]");
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> search.search(query));
        assertThat(hub.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer hf_second");
        assertThat(refused.getMessage())
                .contains("401 to the token in YARD_HF_TOKEN_FILE")
                .doesNotContain("hf_second");
    }

    @Test
    void aTokenFileWithoutATokenIsSaidBeforeAnythingIsAsked(@TempDir Path directory) throws Exception {
        SearchQuery query = SearchQuery.of(SearchPlace.HF, "x", 5);
        Path two = Files.writeString(directory.resolve("two"), "one\ntwo");
        for (String file : List.of(two.toString(), directory.resolve("none").toString())) {
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class, () -> search(file).search(query));
            assertThat(refused.getMessage()).contains("YARD_HF_TOKEN_FILE").doesNotContain("one\n");
        }
        assertThat(hub.getRequestCount()).isZero();
    }

    private void answer(int status, String body) {
        hub.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    @Test
    void theListingIsAskedAndRead() throws InterruptedException {
        answer(200, """
                [{"id":"acme/Chat-7B","downloads":1200,"likes":30,"gated":"manual","pipeline_tag":"text-generation",
                  "tags":["transformers","license:apache-2.0","text-generation"],
                  "safetensors":{"parameters":{"BF16":7241732096},"total":7241732096}},
                 {"id":"acme/Chat-7B-GGUF","gated":false,"gguf":{"total":7241732096,"architecture":"llama"}},
                 {"id":"../../etc"},
                 {"id":"legacy"}]""");
        List<FoundModel> found =
                search().search(new SearchQuery(SearchPlace.HF, "chat 7b&x=1", Optional.of("gguf"), 20));
        assertThat(found).extracting(FoundModel::source).containsExactly("hf://acme/Chat-7B", "hf://acme/Chat-7B-GGUF");
        FoundModel first = found.getFirst();
        assertThat(first.downloads()).contains(1200L);
        assertThat(first.likes()).contains(30L);
        assertThat(first.gated()).contains(true);
        assertThat(first.licence()).contains("apache-2.0");
        assertThat(first.parameters()).contains(7_241_732_096L);
        assertThat(first.tags()).startsWith("text-generation", "transformers");
        assertThat(found.get(1).parameters()).contains(7_241_732_096L);
        assertThat(found.get(1).gated()).contains(false);
        assertThat(found.get(1).downloads()).isEmpty();
        String target = String.valueOf(hub.takeRequest().getTarget());
        assertThat(target)
                .startsWith(
                        "/prefix/api/models?search=chat+7b%26x%3D1&filter=gguf&sort=downloads&direction=-1&limit=20")
                .contains("&expand=gated")
                .contains("&expand=safetensors");
    }

    @ParameterizedTest
    @CsvSource({"503,[]", "429,[]", "200,{}", "200,<html>", "302,[]"})
    void whatIsNoListIsSaid(int status, String body) {
        answer(status, body);
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> search().search(SearchQuery.of(SearchPlace.HF, "x", 5)));
        assertThat(problem.type()).isEqualTo(ProblemType.SOURCE_UNAVAILABLE);
        assertThat(problem.getMessage()).contains(hub.url("/prefix").toString());
    }

    @Test
    void anEndlessAnswerIsCutShort() {
        answer(200, "[\"" + "x".repeat(5 << 20) + "\"]");
        assertThat(catchThrowableOfType(
                        ProblemException.class, () -> search().search(SearchQuery.of(SearchPlace.HF, "x", 5))))
                .hasMessageContaining("longer than");
    }

    @Test
    void theSameQuestionIsAskedOnceAMinute() {
        MovableClock clock = new MovableClock();
        Remembered remembered = new Remembered(clock);
        SearchQuery query = SearchQuery.of(SearchPlace.HF, "x", 5);
        for (int i = 0; i < 3; i++) {
            answer(200, "[]");
        }
        remembered.or(query, search()::search);
        remembered.or(query, search()::search);
        assertThat(hub.getRequestCount()).isEqualTo(1);
        clock.move(Remembered.KEPT.plusSeconds(1));
        remembered.or(query, search()::search);
        assertThat(hub.getRequestCount()).isEqualTo(2);
    }
}
