package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parameters counted from headers: public totals from the real shapes, and each way of packing. */
class ParameterCountTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final long SQUARE = 4096L * 4096;

    private static ModelFacts facts(SafetensorsWriter weights, String config) {
        return weights.into(FakeFiles.none().with("config.json", config), WEIGHTS)
                .facts(ModelFormat.SAFETENSORS)
                .facts();
    }

    private static SafetensorsWriter decoder(int layers, int hidden, int kv, int inner, long vocabulary, boolean bias) {
        SafetensorsWriter w = new SafetensorsWriter().tensor("model.embed_tokens.weight", "BF16", vocabulary, hidden);
        for (int i = 0; i < layers; i++) {
            String layer = "model.layers." + i + ".";
            attention(w, layer + "self_attn.", hidden, kv, bias);
            w.tensor(layer + "mlp.gate_proj.weight", "BF16", inner, hidden)
                    .tensor(layer + "mlp.up_proj.weight", "BF16", inner, hidden)
                    .tensor(layer + "mlp.down_proj.weight", "BF16", hidden, inner);
            norms(w, layer, hidden);
        }
        return w.tensor("model.norm.weight", "BF16", hidden);
    }

    private static void attention(SafetensorsWriter w, String at, int hidden, int kv, boolean bias) {
        w.tensor(at + "q_proj.weight", "BF16", hidden, hidden)
                .tensor(at + "k_proj.weight", "BF16", kv, hidden)
                .tensor(at + "v_proj.weight", "BF16", kv, hidden)
                .tensor(at + "o_proj.weight", "BF16", hidden, hidden);
        if (bias) {
            w.tensor(at + "q_proj.bias", "BF16", hidden)
                    .tensor(at + "k_proj.bias", "BF16", kv)
                    .tensor(at + "v_proj.bias", "BF16", kv);
        }
    }

    private static void norms(SafetensorsWriter w, String layer, int hidden) {
        w.tensor(layer + "input_layernorm.weight", "BF16", hidden)
                .tensor(layer + "post_attention_layernorm.weight", "BF16", hidden);
    }

    @Test
    void llama31With8BillionHasExactlyAsManyAsIsPublished() {
        ModelFacts facts = facts(
                decoder(32, 4096, 1024, 14336, 128256, false).tensor("lm_head.weight", "BF16", 128256, 4096),
                "{\"architectures\":[\"LlamaForCausalLM\"],\"num_hidden_layers\":32}");
        assertThat(facts.parameters()).contains(8_030_261_248L);
        assertThat(facts.activeParameters()).contains(8_030_261_248L);
        assertThat(facts.dtype()).contains("bfloat16");
        assertThat(facts.quantization()).isEmpty();
    }

    @Test
    void qwen25WithHalfABillionCountsItsTiedEmbeddingOnceStoredOnceOrTwice() {
        String config = "{\"architectures\":[\"Qwen2ForCausalLM\"],\"tie_word_embeddings\":true}";
        assertThat(facts(decoder(24, 896, 128, 4864, 151936, true), config).parameters())
                .contains(494_032_768L);
        assertThat(facts(
                                decoder(24, 896, 128, 4864, 151936, true).tensor("lm_head.weight", "BF16", 151936, 896),
                                config)
                        .parameters())
                .contains(494_032_768L);
    }

    @Test
    void mixtralPassesTwoOfItsEightExperts() {
        SafetensorsWriter w = new SafetensorsWriter()
                .tensor("model.embed_tokens.weight", "BF16", 32000, 4096)
                .tensor("lm_head.weight", "BF16", 32000, 4096)
                .tensor("model.norm.weight", "BF16", 4096);
        for (int i = 0; i < 32; i++) {
            String layer = "model.layers." + i + ".";
            attention(w, layer + "self_attn.", 4096, 1024, false);
            norms(w, layer, 4096);
            w.tensor(layer + "block_sparse_moe.gate.weight", "BF16", 8, 4096);
            for (int e = 0; e < 8; e++) {
                String expert = layer + "block_sparse_moe.experts." + e + ".";
                w.tensor(expert + "w1.weight", "BF16", 14336, 4096)
                        .tensor(expert + "w2.weight", "BF16", 4096, 14336)
                        .tensor(expert + "w3.weight", "BF16", 14336, 4096);
            }
        }
        ModelFacts facts = facts(w, """
                {"architectures":["MixtralForCausalLM"],"num_hidden_layers":32,"num_local_experts":8,
                 "num_experts_per_tok":2}
                """);
        assertThat(facts.parameters()).contains(46_702_792_704L);
        assertThat(facts.activeParameters()).contains(12_879_925_248L);
    }

    @Test
    void stackedAndSharedExpertsAreToldApartAndLayersThatGuessAheadAreNotPassed() {
        ModelFacts facts = facts(
                new SafetensorsWriter()
                        .tensor("model.layers.0.mlp.experts.gate_up_proj", "BF16", 16, 100, 10)
                        .tensor("model.layers.0.mlp.shared_experts.up_proj.weight", "BF16", 100, 10)
                        .tensor("model.layers.1.mlp.experts.3.up_proj.weight", "BF16", 100, 10),
                """
                {"architectures":["DeepseekV3ForCausalLM"],"num_hidden_layers":1,"n_routed_experts":16,
                 "num_experts_per_tok":2,"n_shared_experts":1}
                """);
        assertThat(facts.parameters()).contains(16_000L + 1_000 + 1_000);
        assertThat(facts.activeParameters()).contains(2_000L + 1_000);
    }

    private static Optional<Long> packed(String quantization, SafetensorsWriter weights) {
        return facts(weights, "{\"architectures\":[\"LlamaForCausalLM\"]," + quantization + "}")
                .parameters();
    }

    @Test
    void gptqPacksAlongTheInput() {
        String four = "\"quantization_config\":{\"quant_method\":\"gptq\",\"bits\":4,\"group_size\":128}";
        String three = "\"quantization_config\":{\"quant_method\":\"gptq\",\"bits\":3,\"group_size\":128}";
        assertThat(packed(four, gptq(512))).contains(4096L * 11008);
        assertThat(packed(three, gptq(384))).contains(4096L * 11008);
    }

    private static SafetensorsWriter gptq(int rows) {
        return new SafetensorsWriter()
                .tensor("l.qweight", "I32", rows, 11008)
                .tensor("l.qzeros", "I32", 32, 1376)
                .tensor("l.scales", "F16", 32, 11008)
                .tensor("l.g_idx", "I32", 4096);
    }

    @Test
    void awqPacksAlongTheOutput() {
        SafetensorsWriter w = new SafetensorsWriter()
                .tensor("l.qweight", "I32", 4096, 1376)
                .tensor("l.qzeros", "I32", 32, 1376)
                .tensor("l.scales", "F16", 32, 11008);
        assertThat(packed("\"quantization_config\":{\"quant_method\":\"awq\",\"bits\":4}", w))
                .contains(4096L * 11008);
    }

    @Test
    void bitsAndBytesPacksTwoToAByteOrOne() {
        SafetensorsWriter nf4 = new SafetensorsWriter()
                .tensor("l.weight", "U8", SQUARE / 2, 1)
                .tensor("l.weight.absmax", "U8", SQUARE / 64)
                .tensor("l.weight.quant_map", "F32", 16)
                .tensor("l.weight.nested_absmax", "F32", 1024)
                .tensor("l.weight.quant_state.bitsandbytes__nf4", "U8", 90);
        SafetensorsWriter int8 =
                new SafetensorsWriter().tensor("l.weight", "I8", 4096, 4096).tensor("l.SCB", "F32", 4096);
        assertThat(packed("\"quantization_config\":{\"quant_method\":\"bitsandbytes\",\"load_in_4bit\":true}", nf4))
                .contains(SQUARE);
        assertThat(packed("\"quantization_config\":{\"quant_method\":\"bitsandbytes\",\"load_in_8bit\":true}", int8))
                .contains(SQUARE);
    }

    @Test
    void mxfp4KeepsBlocksBesideScales() {
        SafetensorsWriter w = new SafetensorsWriter()
                .tensor("model.layers.0.mlp.experts.gate_up_proj_blocks", "U8", 32, 5760, 90, 16)
                .tensor("model.layers.0.mlp.experts.gate_up_proj_scales", "U8", 32, 5760, 90)
                .tensor("model.layers.0.mlp.experts.gate_up_proj_bias", "BF16", 32, 5760);
        assertThat(packed("\"quantization_config\":{\"quant_method\":\"mxfp4\"}", w))
                .contains(32L * 5760 * 2880 + 32 * 5760);
    }

    @Test
    void nvfp4Fp8AndCompressedTensorsCountWithoutTheirScales() {
        SafetensorsWriter nvfp4 = new SafetensorsWriter()
                .tensor("l.weight", "U8", 4096, 2048)
                .tensor("l.weight_scale", "F8_E4M3", 4096, 256)
                .tensor("l.weight_scale_2", "F32")
                .tensor("l.input_scale", "F32");
        SafetensorsWriter fp8 = new SafetensorsWriter()
                .tensor("l.weight", "F8_E4M3", 4096, 4096)
                .tensor("l.weight_scale_inv", "F32", 32, 32);
        SafetensorsWriter compressed = new SafetensorsWriter()
                .tensor("l.weight_packed", "I32", 4096, 512)
                .tensor("l.weight_shape", "I64", 2)
                .tensor("l.weight_scale", "BF16", 4096, 32);
        SafetensorsWriter fp4 =
                new SafetensorsWriter().tensor("l.weight", "I8", 4096, 2048).tensor("l.scale", "F8_E8M0", 4096, 128);
        assertThat(packed("\"quantization_config\":{\"quant_method\":\"modelopt\",\"quant_algo\":\"NVFP4\"}", nvfp4))
                .contains(SQUARE);
        assertThat(packed("\"quantization_config\":{\"quant_method\":\"fp8\"}", fp8))
                .contains(SQUARE);
        assertThat(packed("\"x\":1", fp4)).contains(SQUARE);
        assertThat(packed(
                        "\"quantization_config\":{\"quant_method\":\"compressed-tensors\",\"config_groups\":"
                                + "{\"group_0\":{\"weights\":{\"num_bits\":4}}}}",
                        compressed))
                .contains(SQUARE);
    }

    @Test
    void mlxPacksIntoWords() {
        SafetensorsWriter w = new SafetensorsWriter()
                .tensor("l.weight", "U32", 4096, 512)
                .tensor("l.scales", "BF16", 4096, 64)
                .tensor("l.biases", "BF16", 4096, 64);
        assertThat(packed("\"quantization\":{\"group_size\":64,\"bits\":4}", w)).contains(SQUARE);
    }

    @Test
    void withoutAConfigurationTheTensorsTellThePacking() {
        ModelFacts facts = gptq(512)
                .into(FakeFiles.none(), WEIGHTS)
                .facts(ModelFormat.SAFETENSORS)
                .facts();
        assertThat(facts.parameters()).contains(4096L * 11008);
        assertThat(facts.quantization().orElseThrow().method()).isEqualTo("gptq");
    }

    @Test
    void codebooksAreNotGuessedAt() {
        Findings found = new SafetensorsWriter()
                .tensor("l.codes", "I8", 100, 100)
                .into(FakeFiles.none(), WEIGHTS)
                .facts(ModelFormat.SAFETENSORS);
        assertThat(found.facts().parameters()).isEmpty();
        assertThat(found.notes()).anyMatch(n -> n.contains("do not tell how many"));
    }

    @Test
    void buffersAreNoParameters() {
        assertThat(packed(
                        "\"x\":1",
                        new SafetensorsWriter()
                                .tensor("h.0.attn.c_attn.weight", "F32", 768, 2304)
                                .tensor("h.0.attn.bias", "F32", 1, 1, 1024, 1024)
                                .tensor("rotary_emb.inv_freq", "F32", 64)
                                .tensor("embeddings.position_ids", "I64", 1, 512)))
                .contains(768L * 2304);
    }
}
