package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import org.junit.jupiter.api.Test;

/** Adapters of PEFT's many kinds, and whether they fit a base. */
class AdapterTest {
    private static final String AT = "base_model.model.model.layers.";

    private static FakeFiles peft(String config) {
        FakeFiles files = FakeFiles.none().with("adapter_config.json", config);
        new SafetensorsWriter()
                .tensor(AT + "0.self_attn.q_proj.lora_A.weight", "F32", 16, 4096)
                .tensor(AT + "0.self_attn.q_proj.lora_B.weight", "F32", 4096, 16)
                .tensor(AT + "31.mlp.down_proj.lora_A.weight", "F32", 64, 14336)
                .tensor(AT + "31.mlp.down_proj.lora_B.weight", "F32", 4096, 64)
                .into(files, "adapter_model.safetensors");
        return files;
    }

    private static ModelFacts base(String architecture, int hidden, int layers) {
        return FakeFiles.none()
                .with(
                        "config.json",
                        "{\"architectures\":[\"" + architecture + "\"],\"hidden_size\":" + hidden
                                + ",\"num_hidden_layers\":" + layers + ",\"num_attention_heads\":32}")
                .facts(ModelFormat.OTHER)
                .facts();
    }

    @Test
    void aRankOfItsOwnForSomeModulesIsTheOneThatCounts() {
        AdapterFindings found = peft("""
                        {"peft_type":"LORA","r":16,"lora_alpha":32,"rank_pattern":{"layers.31.mlp.down_proj":64},
                         "target_modules":"all-linear","base_model_name_or_path":"meta-llama/Llama-3.1-8B",
                         "use_rslora":true,"use_dora":true}
                        """).adapter();
        AdapterFacts facts = found.facts();
        assertThat(found.refusals()).isEmpty();
        assertThat(facts.rank()).contains(64);
        assertThat(facts.alpha()).contains(32.0);
        assertThat(facts.targetModules()).containsExactly("down_proj", "q_proj");
        assertThat(facts.layers()).contains(32);
        assertThat(facts.hiddenSize()).contains(4096);
        assertThat(facts.parameters()).contains(2L * 16 * 4096 + 64L * (14336 + 4096));
        assertThat(facts.rankStabilised()).contains(true);
        assertThat(found.notes()).singleElement().asString().contains("DoRA");
    }

    @Test
    void aRankThatTheMatricesDoNotHaveIsNoted() {
        assertThat(peft("{\"peft_type\":\"LORA\",\"r\":8}").adapter().notes())
                .containsExactly("adapter_config.json states rank 8; the matrices have rank 64, which counts.");
    }

    @Test
    void whatIsNoLoraIsRefused() {
        assertThat(peft("{\"peft_type\":\"IA3\"}").adapter().refusals())
                .containsExactly("adapter_config.json says peft_type 'IA3'; only LORA can be served.");
        assertThat(peft("{").adapter().refusals()).hasSize(1);
        assertThat(FakeFiles.none().with("README.md", "x").adapter().refusals())
                .containsExactly("There is neither an adapter_config.json, as PEFT writes it, nor a GGUF file.");
        assertThat(FakeFiles.none()
                        .with("adapter_config.json", "{\"peft_type\":\"LORA\"}")
                        .with("adapter_model.bin", "pickle")
                        .adapter()
                        .refusals())
                .singleElement()
                .asString()
                .contains("adapter_model.bin, which can run code");
    }

    @Test
    void aBaseOfAnotherSizeIsNamedWithBothNumbers() {
        AdapterFacts adapter =
                peft("{\"peft_type\":\"LORA\",\"r\":64}").adapter().facts();
        assertThat(FactsReader.mismatches(adapter, base("LlamaForCausalLM", 4096, 32), "llama-8b"))
                .isEmpty();
        assertThat(FactsReader.mismatches(adapter, base("LlamaForCausalLM", 2048, 16), "llama-1b"))
                .containsExactly(
                        "The adapter's matrices are for a hidden size of 4096, and the base 'llama-1b' has 2048.",
                        "The adapter changes layer 31, counted from 0, and the base 'llama-1b' has 16 layers.");
        assertThat(FactsReader.mismatches(adapter, ModelFacts.UNKNOWN, "unknown"))
                .isEmpty();
    }

    @Test
    void anArchitectureInGgufIsComparedWithThatOfTheBaseInEitherFormat() {
        FakeFiles files = FakeFiles.none();
        GgufWriter.of("qwen2")
                .text("general.type", "adapter")
                .text("adapter.type", "lora")
                .real("adapter.lora.alpha", 16)
                .tensor("blk.0.attn_q.weight.lora_a", GgufWriter.F16, 4096, 8)
                .tensor("blk.0.attn_q.weight.lora_b", GgufWriter.F16, 8, 4096)
                .into(files, "a.gguf");
        AdapterFacts adapter = files.adapter().facts();
        assertThat(FactsReader.mismatches(adapter, base("LlamaForCausalLM", 4096, 32), "llama"))
                .containsExactly(
                        "The adapter was made for architecture 'qwen2', and the base 'llama' is 'LlamaForCausalLM'.");
        assertThat(FactsReader.mismatches(adapter, base("Qwen2ForCausalLM", 4096, 32), "qwen"))
                .isEmpty();
        ModelFacts gguf = GgufWriter.of("llama")
                .number("llama.embedding_length", 4096)
                .tensor("a", GgufWriter.F16, 8)
                .into(FakeFiles.none(), "m.gguf")
                .facts(ModelFormat.GGUF)
                .facts();
        assertThat(FactsReader.mismatches(adapter, gguf, "llama")).hasSize(1);
    }
}
