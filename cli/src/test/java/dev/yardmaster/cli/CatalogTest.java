package dev.yardmaster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.FakeServer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    private static final String LINES = """
            {"line":9,"kind":"BaseModel","name":"b","outcome":"REFUSED","reason":"storageUri is missing","advice":"add it"}
            {"line":1,"kind":"BaseModel","name":"a","outcome":"IMPORTED","notes":["path was left out"],\
            "documents":[{"kind":"MODEL","name":"a","text":"kind: Model\\n"%s}]}
            """;

    @TempDir
    Path home;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void searchShowsWhatCanBeAdded() {
        server.on("GET /api/v1/catalog/search?q=qwen&source=curated&limit=20", 200, """
                {"items":[{"place":"CURATED","id":"qwen3-8b","source":"curated:qwen3-8b","tags":[],"gated":false,
                "licence":"apache-2.0","parameters":8190735360,"catalogueName":"qwen3-8b"}]}""");
        assertThat(server.yard("search", "qwen", "--source", "curated").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .matches("curated:qwen3-8b +8\\.2B +- +- +apache-2\\.0 +no +qwen3-8b");
    }

    @Test
    void fitSaysHowAndWhatWouldHelp() {
        server.on("POST /api/v1/runtimes/fit", 200, """
                {"fits":false,"runtime":"vllm","device":"NVIDIA L4 24GB","why":["16 GiB are missing."],
                "remedies":[{"change":"MORE_DEVICES","number":2,"sentence":"2 devices fit."}]}""");
        Outcome outcome = server.yard("fit", "llama", "--device", "L4", "--context", "131072");
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.out().lines())
                .containsExactly(
                        "It does not fit NVIDIA L4 24GB with vllm.", "- 16 GiB are missing.", "+ 2 devices fit.");
        assertThat(server.body(0).replaceAll("\\s", ""))
                .contains("\"device\":\"L4\"", "\"contextLength\":131072")
                .doesNotContain("count");
    }

    @Test
    void addSaysWhatHasToBeChosen() {
        server.on("POST /api/v1/catalog/models", 200, """
                {"choices":[{"label":"Q4_K_M","include":["a-Q4_K_M.gguf"],"files":1,"bytes":4400000000}]}""");
        Outcome outcome = server.yard("add", "hf://acme/a-GGUF", "--name", "a");
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.out()).contains("Q4_K_M").contains("4.1 GiB").contains("--include 'a-Q4_K_M.gguf'");
        assertThat(outcome.err()).contains("nothing was added");
        assertThat(server.body(0).replaceAll("\\s", ""))
                .contains("\"source\":\"hf://acme/a-GGUF\"")
                .contains("\"name\":\"a\"");
    }

    @Test
    void importSaysWhatBecameOfEachAndEndsWithOneWhereAnyWasRefused(@TempDir Path tree) throws IOException {
        server.on("POST /api/v1/import", 200, LINES.formatted(",\"outcome\":\"CREATED\""));
        Files.createDirectories(tree.resolve("vendor"));
        Files.writeString(tree.resolve("vendor/a.yaml"), "kind: BaseModel");
        Files.writeString(tree.resolve("notes.txt"), "not read");
        Outcome outcome = server.yard("import", tree.toString(), "--notes");
        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(outcome.out().lines().toList()).satisfies(lines -> {
            assertThat(lines.get(1)).matches("created +BaseModel +a +line 1");
            assertThat(lines.get(2)).contains("note: path was left out");
            assertThat(lines.get(3)).matches("refused +BaseModel +b +line 9 +storageUri is missing; add it");
            assertThat(lines.get(4)).isEqualTo("1 imported, 1 refused, 0 skipped");
        });
        assertThat(server.body(0))
                .contains("# Source: ")
                .contains("a.yaml\nkind: BaseModel")
                .doesNotContain("not read");
        assertThat(server.requests.getFirst().getHeaders().get("Accept")).isEqualTo("application/x-ndjson");
    }

    @Test
    void importWritesOurDocumentsAndAppliesNothing(@TempDir Path out) throws IOException {
        server.on("POST /api/v1/import?dryRun=true", 200, LINES.formatted(""));
        Outcome outcome = server.yardWith("kind: BaseModel", "import", "-", "--out", out.toString());
        assertThat(Files.readString(out.resolve("model-a.yaml"))).isEqualTo("kind: Model\n");
        assertThat(outcome.out()).contains("1 would be imported").contains("1 documents written");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsWrongUse() {
        assertThat(server.yard("import", "no-such-file").code()).isEqualTo(ExitCode.USAGE);
        assertThat(server.requests).isEmpty();
    }
}
