package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.yardmaster.contract.catalog.ModelFormat;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever bytes the files hold, nothing but facts and notes comes out. The seed is the repetition's number. */
class FuzzTest {
    private static final int ROUNDS = 60;

    @RepeatedTest(8)
    void randomAndDamagedBytes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < ROUNDS; i++) {
            FakeFiles files = files(random);
            for (ModelFormat format : ModelFormat.values()) {
                assertThatCode(() -> files.facts(format)).doesNotThrowAnyException();
            }
            assertThatCode(files::adapter).doesNotThrowAnyException();
        }
    }

    private static FakeFiles files(Random random) {
        FakeFiles sound = FakeFiles.none();
        new SafetensorsWriter()
                .tensor("model.layers.0.self_attn.q_proj.lora_A.weight", "F16", 8, 64)
                .tensor("model.layers.0.mlp.experts.0.qweight", "I32", 8, 64)
                .into(sound, "model.safetensors");
        GgufWriter.of("llama")
                .text("general.type", random.nextBoolean() ? "adapter" : "model")
                .text("adapter.type", "lora")
                .number("llama.block_count", 2)
                .number("llama.attention.head_count", 2)
                .tensor("blk.0.attn_q.weight.lora_a", GgufWriter.F16, 64, 8)
                .into(sound, "m.gguf");
        FakeFiles damaged = FakeFiles.none();
        damaged.with("model.safetensors", damaged(sound.read("model.safetensors", 0, 600), random), size(random))
                .with(
                        "adapter_model.safetensors",
                        damaged(sound.read("model.safetensors", 0, 600), random),
                        size(random))
                .with("config.json", damaged(CONFIG.getBytes(StandardCharsets.UTF_8), random))
                .with(
                        "tokenizer_config.json",
                        damaged("{\"chat_template\":[{\"name\":1}]}".getBytes(StandardCharsets.UTF_8), random))
                .with("README.md", damaged("---\nlicense: mit\n---".getBytes(StandardCharsets.UTF_8), random));
        damaged.with("m.gguf", damaged(sound.read("m.gguf", 0, 400), random), size(random));
        return random.nextBoolean()
                ? damaged
                : damaged.with(
                        "adapter_config.json",
                        damaged("{\"peft_type\":\"LORA\",\"r\":8}".getBytes(StandardCharsets.UTF_8), random));
    }

    private static final String CONFIG = """
            {"architectures":["Qwen3NextForCausalLM"],"num_hidden_layers":4,"hidden_size":64,"num_attention_heads":4,
             "layer_types":["linear_attention","full_attention","x","mlp"],"rope_scaling":{"type":"yarn","factor":4},
             "quantization_config":{"quant_method":"gptq","bits":4},"num_experts":8,"num_experts_per_tok":2}
            """;

    private static long size(Random random) {
        return random.nextInt(4) == 0 ? random.nextLong() >>> 1 : random.nextInt(1_000);
    }

    /** Some bytes replaced, or all of them. */
    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        if (random.nextInt(10) == 0) {
            random.nextBytes(copy);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }
}
