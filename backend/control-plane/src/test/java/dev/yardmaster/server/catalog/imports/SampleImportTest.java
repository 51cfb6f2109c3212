package dev.yardmaster.server.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample of the other platforms that lies beside the checkout. */
class SampleImportTest {

    @BeforeEach
    void samplesAreThere() {
        assumeThat(Samples.root())
                .as("shared/conformance/samples is in no directory above this one")
                .isPresent();
    }

    private static List<Entry> entries(String platform) {
        return CatalogTranslation.of(Samples.text(Samples.files(Samples.root().orElseThrow(), platform)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ome", "kaito", "llmaz", "kserve", "kthena", "aibrix", "rbg", "production-stack", "dynamo"})
    void everyDocumentIsAnswered(String platform) {
        List<Path> files = Samples.files(Samples.root().orElseThrow(), platform);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            CatalogTranslation.of(Samples.read(file)).forEach(DirtyImportTest::canBeActedOn);
        }
    }

    @Test
    void allOfOmesModelsAreImported() {
        List<Entry> models = entries("ome").stream()
                .filter(e -> e.kind().equals("ClusterBaseModel"))
                .toList();
        assertThat(models)
                .hasSizeGreaterThan(70)
                .allSatisfy(e -> assertThat(e.translation()).as(e.name()).isInstanceOf(Translation.Imported.class));
        Map<String, Made> byName = models.stream()
                .map(e -> ((Translation.Imported) e.translation()).documents().getFirst())
                .collect(Collectors.toMap(Made::name, m -> m));
        assertThat(byName.get("glm-4-9b-chat"))
                .isNotNull()
                .satisfies(m -> assertThat(m.spec()).containsEntry("source", "hf://zai-org/glm-4-9b-chat-hf"));
        assertThat(byName.get("grok-2"))
                .isNotNull()
                .satisfies(m -> assertThat(m.spec())
                        .containsEntry(
                                "facts", Map.of("architecture", "Grok1ForCausalLM", "parameters", 314_000_000_000L)));
        assertThat(byName.get("bge-reranker-v2-m3"))
                .isNotNull()
                .satisfies(m -> assertThat(m.spec()).containsEntry("facts", Map.of("capabilities", List.of("RERANK"))));
        assertThat(byName.get("gemma-2-9b"))
                .isNotNull()
                .satisfies(m -> assertThat(m.spec()).containsEntry("access", Map.of("secret", "hf-token")));
    }

    @ParameterizedTest
    @CsvSource({
        "ome,llama-3-8b-instruct,SKIPPED,serves a model",
        "ome,deepseek-r1-rdma-benchmark,SKIPPED,BenchmarkJob",
        "kaito,workspace-phi-4,IMPORTED,hf://microsoft/phi-4",
        "kaito,workspace-deepseek-r1,IMPORTED,hf://deepseek-ai/DeepSeek-R1-0528",
        "kaito,deepseek-v3-pd,IMPORTED,hf://deepseek-ai/DeepSeek-V3",
        "kaito,ragengine-with-pvc,IMPORTED,hf://BAAI/bge-small-en-v1.5",
        "kaito,phi-4-mini,IMPORTED,hf://microsoft/Phi-4-mini-instruct",
        "kaito,ds-inference-params,SKIPPED,lists no models",
        "kaito,workspace-custom-llm,REFUSED,<MODEL_ID>",
        "kaito,hf-token,SKIPPED,never imported",
        "llmaz,qwen2-0--5b-instruct,IMPORTED,file:///workspace/Qwen2-0.5B-Instruct",
        "llmaz,llama2-7b-q2-k-gguf,IMPORTED,llama-2-7b.Q2_K.gguf",
        "llmaz,deepseek-r1-distill-qwen-1-5b,REFUSED,<YOUR_S3_BUCKET>",
    })
    void outcomes(String platform, String name, String outcome, String contains) {
        Entry entry = entries(platform).stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(entry.translation().getClass().getSimpleName().toUpperCase(Locale.ROOT))
                .isEqualTo(outcome);
        assertThat(
                        switch (entry.translation()) {
                            case Translation.Imported i ->
                                i.documents().getFirst().yaml();
                            case Translation.Skipped s -> s.reason();
                            case Translation.Refused r -> r.reason();
                        })
                .contains(contains);
    }
}
