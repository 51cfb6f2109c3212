package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.MemoryTraits.Logits;
import dev.yardmaster.contract.runtime.MemoryTraits.Rows;
import dev.yardmaster.contract.runtime.MemoryTraits.ShareOf;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models, engines and devices with round numbers. */
final class Models {
    static final long GIB = 1L << 30;
    static final long MIB = 1L << 20;

    private Models() {}

    /** 16 KiB of keys and values for a token: 8 layers * 2 * 4 heads * 128 * 2 bytes. */
    static ModelFacts small() {
        return dense(8, 2048, 16, 4, 128);
    }

    static ModelFacts dense(int layers, int hidden, int heads, int keyValueHeads, int headDimension) {
        return ReportedCase.facts("""
                {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": %d,
                 "num_hidden_layers": %d, "num_attention_heads": %d, "num_key_value_heads": %d, "head_dim": %d,
                 "vocab_size": 65536, "max_position_embeddings": 131072}
                """.formatted(hidden, layers, heads, keyValueHeads, headDimension));
    }

    /** DeepSeek V3's shape. */
    static ModelFacts latent() {
        return ReportedCase.facts("""
                {"architectures": ["DeepseekV3ForCausalLM"], "model_type": "deepseek_v3", "hidden_size": 7168,
                 "num_hidden_layers": 61, "num_attention_heads": 128, "num_key_value_heads": 128, "vocab_size": 129280,
                 "max_position_embeddings": 163840, "n_routed_experts": 256, "num_experts_per_tok": 8,
                 "n_shared_experts": 1, "kv_lora_rank": 512, "qk_rope_head_dim": 64, "qk_nope_head_dim": 128,
                 "v_head_dim": 128}
                """);
    }

    /** Every second of 8 layers looks back 1024 tokens. */
    static ModelFacts sliding() {
        return ReportedCase.facts("""
                {"architectures": ["GptOssForCausalLM"], "model_type": "gpt_oss", "hidden_size": 2048,
                 "num_hidden_layers": 8, "num_attention_heads": 16, "num_key_value_heads": 4, "head_dim": 128,
                 "vocab_size": 65536, "max_position_embeddings": 131072, "sliding_window": 1024,
                 "layer_types": ["sliding_attention", "full_attention", "sliding_attention", "full_attention",
                  "sliding_attention", "full_attention", "sliding_attention", "full_attention"]}
                """);
    }

    static ModelFacts withParameters(ModelFacts f, long parameters, long active) {
        return new ModelFacts(
                f.architecture(),
                f.family(),
                Optional.of(parameters),
                Optional.of(active),
                f.dtype(),
                f.quantization(),
                f.contextLength(),
                f.ropeScaling(),
                f.layers(),
                f.hiddenSize(),
                f.attentionHeads(),
                f.keyValueHeads(),
                f.headDimension(),
                f.vocabulary(),
                f.experts(),
                f.attention(),
                f.capabilities(),
                f.chatTemplate(),
                f.licence(),
                f.gated());
    }

    /** Nothing but the weights and what is said here, so that sums can be done by hand. */
    static MemoryTraits bare(ShareOf shareOf, double share) {
        return traits(shareOf, share, 0, 0, 0, 0);
    }

    static MemoryTraits traits(
            ShareOf shareOf, double share, long fixed, long collective, long graphs, double activation) {
        return new MemoryTraits(
                share,
                shareOf,
                fixed,
                collective,
                graphs,
                activation,
                1024,
                4,
                16,
                Map.of("auto", 2.0, "fp8", 1.0),
                0,
                Map.of(),
                Optional.of(new Logits(0, Rows.REQUESTS)),
                List.of(),
                Optional.empty());
    }

    static DeviceShape gpus(int devices, long gib) {
        return DeviceShape.node(HardwareKind.NVIDIA, "GPU", gib * GIB, devices);
    }
}
