package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFacts.Quantization;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rope scaling, quantisation, chat templates and cards, each in the shapes that are published. */
class SmallFilesTest {
    private static final String CONFIG = "{\"architectures\":[\"Qwen3ForCausalLM\"],\"max_position_embeddings\":40960}";

    private static ModelFacts read(FakeFiles files) {
        return files.facts(ModelFormat.OTHER).facts();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "rope_scaling":{"type":"linear","factor":4.0} | 16384 | linear
            "rope_scaling":{"type":"dynamic","factor":2.0} | 8192 | dynamic
            "rope_scaling":{"rope_type":"yarn","factor":4.0,"original_max_position_embeddings":2048} | 8192 | yarn
            "rope_scaling":{"rope_type":"yarn","factor":4.0} | 16384 | yarn
            "rope_scaling":{"type":"su"},"original_max_position_embeddings":1024 | 4096 | longrope
            "rope_scaling":{"rope_type":"llama3","factor":8.0,"original_max_position_embeddings":1024} | 4096 | llama3
            "rope_scaling":{"type":"mrope","mrope_section":[1]} | 4096 | none
            "rope_scaling":null | 4096 | none
            "rope_parameters":{"rope_type":"yarn","factor":2.0,"original_max_position_embeddings":4096} | 8192 | yarn
            "rope_parameters":{"full_attention":{"rope_type":"linear","factor":8.0},"sliding_attention":{}} | 32768 | linear
            "rope_parameters":{"rope_type":"default","rope_theta":10000.0} | 4096 | none
            """)
    void theContextIsStretchedOnceAndOnlyOnce(String scaling, int context, String type) {
        ModelFacts facts = read(FakeFiles.none()
                .with(
                        "config.json",
                        "{\"architectures\":[\"LlamaForCausalLM\"],\"max_position_embeddings\":4096," + scaling + "}"));
        assertThat(facts.contextLength()).contains(context);
        assertThat(facts.ropeScaling().map(ModelFacts.RopeScaling::type).orElse("none"))
                .isEqualTo(type);
    }

    @Test
    void aTokenizersLimitTellsThatTheScalingIsIncluded() {
        Findings found = FakeFiles.none()
                .with(
                        "config.json",
                        "{\"architectures\":[\"LlamaForCausalLM\"],\"max_position_embeddings\":16384,"
                                + "\"rope_scaling\":{\"type\":\"linear\",\"factor\":4.0}}")
                .with("tokenizer_config.json", "{\"model_max_length\":16384}")
                .facts(ModelFormat.OTHER);
        assertThat(found.facts().contextLength()).contains(16384);
        assertThat(found.notes()).singleElement().asString().contains("taken as included");
    }

    @Test
    void withoutPositionsTheTokenizerTellsUnlessItHasNoLimit() {
        String t5 = "{\"architectures\":[\"T5ForConditionalGeneration\"]}";
        assertThat(read(FakeFiles.none()
                                .with("config.json", t5)
                                .with("tokenizer_config.json", "{\"model_max_length\":512}"))
                        .contextLength())
                .contains(512);
        assertThat(read(FakeFiles.none()
                                .with("config.json", t5)
                                .with(
                                        "tokenizer_config.json",
                                        "{\"model_max_length\":1000000000000000019884624838656}"))
                        .contextLength())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"quant_method":"awq","bits":4,"group_size":128,"version":"GEMM"} | awq | gemm | 4 | 128
            {"quant_method":"gptq","bits":8,"group_size":-1} | gptq | - | 8 | 0
            {"quant_method":"fp8","fmt":"e4m3","weight_block_size":[128,128]} | fp8 | e4m3 | 8 | 128
            {"quant_method":"fbgemm_fp8"} | fp8 | e4m3 | 8 | 0
            {"quant_method":"mxfp4"} | mxfp4 | - | 4 | 32
            {"quant_method":"bitsandbytes","load_in_4bit":true,"bnb_4bit_quant_type":"nf4"} | bitsandbytes | nf4 | 4 | 64
            {"quant_method":"bitsandbytes","load_in_8bit":true} | bitsandbytes | int8 | 8 | 0
            {"quant_method":"modelopt","quant_algo":"NVFP4"} | nvfp4 | modelopt | 4 | 16
            {"quant_method":"modelopt","quant_algo":"FP8"} | fp8 | modelopt | 8 | 0
            {"quant_method":"compressed-tensors","format":"pack-quantized","config_groups":{"group_0":{"weights":{"num_bits":4,"group_size":128}}}} | compressed-tensors | w4a16 | 4 | 128
            {"quant_method":"compressed-tensors","format":"int-quantized","config_groups":{"group_0":{"weights":{"num_bits":8},"input_activations":{"num_bits":8}}}} | compressed-tensors | w8a8 | 8 | 0
            {"quant_method":"compressed-tensors","format":"nvfp4-pack-quantized","config_groups":{"group_0":{"weights":{"num_bits":4,"group_size":16}}}} | compressed-tensors | nvfp4-pack-quantized | 4 | 16
            {"quant_method":"hqq","nbits":3} | hqq | - | 3 | 0
            """)
    void quantisationInItsOwnWords(String q, String method, String detail, double bits, int group) {
        ModelFacts facts = read(FakeFiles.none()
                .with("config.json", "{\"architectures\":[\"LlamaForCausalLM\"],\"quantization_config\":" + q + "}"));
        assertThat(facts.quantization())
                .contains(new Quantization(
                        method,
                        Optional.of(detail).filter(d -> !d.equals("-")),
                        Optional.of(bits),
                        Optional.of(group).filter(g -> g > 0)));
    }

    @Test
    void quantisationInAFileOfItsOwn() {
        assertThat(read(FakeFiles.none()
                                .with("config.json", CONFIG)
                                .with("quantize_config.json", "{\"bits\":4,\"group_size\":128,\"desc_act\":false}"))
                        .quantization()
                        .orElseThrow()
                        .method())
                .isEqualTo("gptq");
        assertThat(read(FakeFiles.none()
                                .with("config.json", CONFIG)
                                .with("quant_config.json", "{\"w_bit\":4,\"q_group_size\":64,\"version\":\"GEMM\"}"))
                        .quantization()
                        .orElseThrow())
                .isEqualTo(new Quantization("awq", Optional.of("gemm"), Optional.of(4.0), Optional.of(64)));
        assertThat(read(FakeFiles.none()
                                .with("config.json", CONFIG)
                                .with(
                                        "hf_quant_config.json",
                                        "{\"producer\":{\"name\":\"modelopt\"},\"quantization\":{\"quant_algo\":\"NVFP4\","
                                                + "\"group_size\":16}}"))
                        .quantization()
                        .orElseThrow()
                        .method())
                .isEqualTo("nvfp4");
    }

    @Test
    void theNewestPlaceOfAChatTemplateWins() {
        ModelFacts facts = read(FakeFiles.none()
                .with("config.json", CONFIG)
                .with("tokenizer_config.json", "{\"chat_template\":\"old\"}")
                .with("chat_template.jinja", "  {{ messages }} <think>"));
        assertThat(facts.chatTemplate().orElseThrow().file()).isEqualTo("chat_template.jinja");
        assertThat(facts.chatTemplate().orElseThrow().characters()).isEqualTo(24);
        assertThat(facts.capabilities())
                .containsExactlyInAnyOrder(Capability.COMPLETION, Capability.CHAT, Capability.REASONING);
    }

    @Test
    void oneOfSeveralNamedTemplatesMayKnowTools() {
        ModelFacts facts = read(FakeFiles.none()
                .with("config.json", CONFIG)
                .with(
                        "tokenizer_config.json",
                        "{\"chat_template\":[{\"name\":\"tool_use\",\"template\":\"{{ tools }}\"},"
                                + "{\"name\":\"default\",\"template\":\"{{ messages }}\"}]}"));
        assertThat(facts.chatTemplate().orElseThrow().characters()).isEqualTo("{{ messages }}".length());
        assertThat(facts.capabilities()).contains(Capability.TOOLS);
    }

    @Test
    void theSameArchitectureEmbedsOrRanksAsItsFilesAndCardSay() {
        FakeFiles embedding = FakeFiles.none()
                .with("config.json", CONFIG)
                .with("modules.json", "[]")
                .with("chat_template.jinja", "{{ messages }}");
        FakeFiles reranker = FakeFiles.none()
                .with("config.json", CONFIG)
                .with("README.md", "---\nlicense: apache-2.0\npipeline_tag: text-ranking\n---\n# x");
        assertThat(read(embedding).capabilities()).containsExactly(Capability.EMBEDDING);
        assertThat(read(reranker).capabilities()).containsExactly(Capability.RERANK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ---\\nlicense: mit\\n--- | mit
            ---\\r\\nlicense: "apache-2.0"\\r\\n---\\r\\n | apache-2.0
            ---\\nlanguage:\\n- en\\nlicense:\\n- cc-by-4.0\\n--- | cc-by-4.0
            ---\\nlicense: other\\nlicense_name: qwen-research\\n--- | qwen-research
            ---\\nbase:\\n  license: mit\\n--- | -
            # a readme\\nlicense: mit | -
            """)
    void theLicenceOfTheCard(String card, String licence) {
        ModelFacts facts = read(
                FakeFiles.none().with("README.md", card.replace("\\n", "\n").replace("\\r", "\r")));
        assertThat(facts.licence().orElse("-")).isEqualTo(licence);
    }

    @Test
    void whatIsStatedWinsFactByFact() {
        ModelFacts derived = FactsReader.withCard(
                read(FakeFiles.none().with("config.json", CONFIG).with("README.md", "---\nlicense: mit\n---")),
                Optional.of("apache-2.0"),
                Optional.of(true));
        ModelFacts stated = read(FakeFiles.none().with("config.json", "{\"max_position_embeddings\":8192}"));
        ModelFacts effective = FactsReader.effective(Optional.of(stated), derived);
        assertThat(derived.licence()).contains("apache-2.0");
        assertThat(derived.gated()).contains(true);
        assertThat(effective.contextLength()).contains(8192);
        assertThat(effective.architecture()).contains("Qwen3ForCausalLM");
        assertThat(effective.licence()).contains("apache-2.0");
        assertThat(FactsReader.effective(Optional.empty(), derived)).isEqualTo(derived);
    }
}
