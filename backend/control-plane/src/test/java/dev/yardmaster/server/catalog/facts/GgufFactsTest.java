package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.AttentionLayers.Type;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Facts from GGUF headers of shapes that llama.cpp writes. */
class GgufFactsTest {
    private static Findings read(GgufWriter gguf) {
        return gguf.into(FakeFiles.none(), "m.gguf").facts(ModelFormat.GGUF);
    }

    private static GgufWriter sized(String a, int layers, int hidden, int heads, int kv, int context) {
        return GgufWriter.of(a)
                .number(a + ".block_count", layers)
                .number(a + ".embedding_length", hidden)
                .number(a + ".attention.head_count", heads)
                .number(a + ".attention.head_count_kv", kv)
                .number(a + ".context_length", context);
    }

    private static AttentionLayers layers(Type type, int n, long token, long sequence, int window) {
        return new AttentionLayers(type, n, token, sequence, window == 0 ? Optional.empty() : Optional.of(window));
    }

    @Test
    void qwen3MoeInFourBits() {
        Findings found = read(sized("qwen3moe", 2, 2048, 32, 4, 40960)
                .number("qwen3moe.attention.key_length", 128)
                .number("qwen3moe.attention.value_length", 128)
                .number("qwen3moe.expert_count", 128)
                .number("qwen3moe.expert_used_count", 8)
                .number("general.file_type", 15)
                .text("general.license", "apache-2.0")
                .texts("tokenizer.ggml.tokens", Collections.nCopies(151_936, "t"))
                .text("tokenizer.chat_template", "{% if tools %}{% endif %}<think>")
                .tensor("blk.0.ffn_gate_exps.weight", GgufWriter.Q4_K, 2048, 768, 128)
                .tensor("blk.0.attn_q.weight", GgufWriter.Q4_K, 2048, 4096)
                .tensor("output_norm.weight", GgufWriter.F32, 2048));
        ModelFacts facts = found.facts();
        assertThat(found.notes()).isEmpty();
        assertThat(facts.family()).contains("qwen3-moe");
        assertThat(facts.architecture()).contains("qwen3moe");
        assertThat(facts.attention()).containsExactly(layers(Type.FULL, 2, 2L * 4 * 256 * 2, 0, 0));
        assertThat(facts.parameters()).contains(2048L * 768 * 128 + 2048 * 4096 + 2048);
        assertThat(facts.activeParameters()).contains(2048L * 768 * 8 + 2048 * 4096 + 2048);
        assertThat(facts.vocabulary()).contains(151_936);
        assertThat(facts.quantization())
                .contains(
                        new ModelFacts.Quantization("gguf", Optional.of("Q4_K_M"), Optional.of(4.0), Optional.empty()));
        assertThat(facts.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.COMPLETION, Capability.CHAT, Capability.TOOLS, Capability.REASONING);
        assertThat(facts.licence()).contains("apache-2.0");
    }

    @Test
    void latentAttentionWithRopeScaling() {
        ModelFacts facts = read(sized("deepseek2", 61, 7168, 128, 1, 163840)
                        .number("deepseek2.attention.kv_lora_rank", 512)
                        .number("deepseek2.attention.key_length", 576)
                        .number("deepseek2.attention.key_length_mla", 192)
                        .number("deepseek2.rope.dimension_count", 64)
                        .text("deepseek2.rope.scaling.type", "yarn")
                        .real("deepseek2.rope.scaling.factor", 40)
                        .number("deepseek2.rope.scaling.original_context_length", 4096))
                .facts();
        assertThat(facts.attention()).containsExactly(layers(Type.MLA, 61, 61L * 576 * 2, 0, 0));
        assertThat(facts.headDimension()).contains(192);
        assertThat(facts.contextLength()).contains(163840);
        assertThat(facts.ropeScaling().orElseThrow().factor()).contains(40.0);
    }

    @Test
    void aWindowByListAndByFamily() {
        assertThat(read(sized("gemma3", 34, 2560, 8, 4, 131072)
                                .number("gemma3.attention.key_length", 256)
                                .number("gemma3.attention.value_length", 256)
                                .number("gemma3.attention.sliding_window", 1024))
                        .facts()
                        .attention())
                .containsExactly(
                        layers(Type.SLIDING, 29, 29L * 4 * 512 * 2, 0, 1024),
                        layers(Type.FULL, 5, 5L * 4 * 512 * 2, 0, 0));
        assertThat(read(sized("gemma4", 3, 2560, 8, 4, 131072)
                                .number("gemma4.attention.key_length", 512)
                                .number("gemma4.attention.value_length", 512)
                                .number("gemma4.attention.key_length_swa", 256)
                                .number("gemma4.attention.value_length_swa", 256)
                                .number("gemma4.attention.sliding_window", 512)
                                .flags("gemma4.attention.sliding_window_pattern", List.of(true, true, false)))
                        .facts()
                        .attention())
                .containsExactly(
                        layers(Type.SLIDING, 2, 2L * 4 * 512 * 2, 0, 512), layers(Type.FULL, 1, 4L * 1024 * 2, 0, 0));
    }

    @Test
    void hybridLayersAreToldByTheirTensors() {
        ModelFacts facts = read(GgufWriter.of("granitehybrid")
                        .number("granitehybrid.block_count", 3)
                        .number("granitehybrid.embedding_length", 1536)
                        .number("granitehybrid.attention.head_count", 12)
                        .numbers("granitehybrid.attention.head_count_kv", List.of(0, 4, 0))
                        .number("granitehybrid.ssm.conv_kernel", 4)
                        .number("granitehybrid.ssm.inner_size", 3072)
                        .number("granitehybrid.ssm.state_size", 128)
                        .number("granitehybrid.ssm.group_count", 1)
                        .tensor("blk.0.ssm_in.weight", GgufWriter.F16, 16, 16)
                        .tensor("blk.1.attn_k.weight", GgufWriter.F16, 16, 16)
                        .tensor("blk.2.ssm_in.weight", GgufWriter.F16, 16, 16))
                .facts();
        long state = (3072 + 2 * 128) * 3L * 2 + 3072 * 128 * 2;
        assertThat(facts.attention())
                .containsExactly(layers(Type.LINEAR, 2, 0, 2 * state, 0), layers(Type.FULL, 1, 4L * 256 * 2, 0, 0));
        assertThat(facts.keyValueHeads()).contains(4);
    }

    @Test
    void partsAddUpAndAMissingOneIsNamed() {
        FakeFiles files = FakeFiles.none();
        sized("llama", 2, 64, 2, 2, 128).tensor("a", GgufWriter.F16, 100).into(files, "m-00001-of-00002.gguf");
        Findings missing = files.facts(ModelFormat.GGUF);
        assertThat(missing.facts().parameters()).isEmpty();
        assertThat(missing.notes()).anyMatch(n -> n.contains("one of 2 parts, of which 1 are there"));
        new GgufWriter().tensor("b", GgufWriter.F16, 20).into(files, "m-00002-of-00002.gguf");
        assertThat(files.facts(ModelFormat.GGUF).facts().parameters()).contains(120L);
    }

    @Test
    void aProjectorBesideTheModelLetsItSee() {
        FakeFiles files = FakeFiles.none();
        sized("gemma3", 2, 64, 2, 2, 128).tensor("a", GgufWriter.F16, 100).into(files, "model-q.gguf");
        GgufWriter.of("clip").flag("clip.has_vision_encoder", true).into(files, "mmproj-model.gguf");
        Findings found = files.facts(ModelFormat.GGUF);
        assertThat(found.facts().capabilities()).contains(Capability.VISION, Capability.COMPLETION);
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void ofManyVariantsTheFirstIsTakenAndSaidToBe() {
        FakeFiles files = FakeFiles.none();
        sized("llama", 2, 64, 2, 2, 128).tensor("a", GgufWriter.F16, 10).into(files, "m-Q4.gguf");
        sized("llama", 2, 64, 2, 2, 128).tensor("a", GgufWriter.F16, 10).into(files, "m-Q8.gguf");
        assertThat(files.facts(ModelFormat.GGUF).notes())
                .containsExactly("There are 2 GGUF models; the facts are those of m-Q4.gguf.");
    }

    @Test
    void poolingTellsEmbeddingFromRanking() {
        assertThat(read(sized("bert", 2, 64, 2, 2, 512).number("bert.pooling_type", 2))
                        .facts()
                        .capabilities())
                .containsExactly(Capability.EMBEDDING);
        assertThat(read(sized("bert", 2, 64, 2, 2, 512).number("bert.pooling_type", 4))
                        .facts()
                        .capabilities())
                .containsExactly(Capability.RERANK);
        assertThat(read(sized("qwen3", 2, 64, 2, 2, 512).number("qwen3.pooling_type", 3))
                        .facts()
                        .capabilities())
                .containsExactly(Capability.EMBEDDING);
    }
}
