package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.AttentionLayers.Type;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The demo models that ship with Yardmaster. By hand: 768 * 192 embeddings, and in each of 4 layers 2 norms of 192, a
 * query and an output of 192 * 192, a key and a value of 64 * 192 and three feed-forward matrices of 384 * 192, and one
 * more norm.
 */
class DemoModelsTest {
    private static final Path V1 = Path.of("../../engine-runtimes/demo-models/tiny-chat/v1");
    private static final long PARAMETERS =
            768L * 192 + 4 * (2 * 192 + 2 * 192 * 192 + 2 * 64 * 192 + 3 * 384 * 192) + 192;
    /** Rank 8: A is 8 by input, B is output by 8, over seven modules of four layers. */
    private static final long ADAPTER = 4L * 8 * (2 * (192 + 192) + 2 * (192 + 64) + 2 * (192 + 384) + (384 + 192));

    @Test
    void theGgufAndTheSafetensorsSayTheSame() {
        FakeFiles all = FakeFiles.of(V1);
        Findings gguf = all.facts(ModelFormat.GGUF);
        Findings safetensors = all.facts(ModelFormat.SAFETENSORS);
        assertThat(PARAMETERS).isEqualTo(1_427_136L);
        for (Findings found : List.of(gguf, safetensors)) {
            ModelFacts facts = found.facts();
            assertThat(facts.family()).contains("llama");
            assertThat(facts.parameters()).contains(PARAMETERS);
            assertThat(facts.activeParameters()).contains(PARAMETERS);
            assertThat(facts.layers()).contains(4);
            assertThat(facts.hiddenSize()).contains(192);
            assertThat(facts.attentionHeads()).contains(6);
            assertThat(facts.keyValueHeads()).contains(2);
            assertThat(facts.headDimension()).contains(32);
            assertThat(facts.vocabulary()).contains(768);
            assertThat(facts.contextLength()).contains(512);
            assertThat(facts.dtype()).contains("float16");
            assertThat(facts.quantization()).isEmpty();
            assertThat(facts.licence()).contains("apache-2.0");
            assertThat(facts.capabilities()).containsExactlyInAnyOrder(Capability.COMPLETION, Capability.CHAT);
            assertThat(facts.attention())
                    .containsExactly(new AttentionLayers(Type.FULL, 4, 4L * 2 * 2 * 32 * 2, 0, Optional.empty()));
        }
        assertThat(safetensors.notes()).isEmpty();
        assertThat(gguf.facts().chatTemplate().orElseThrow().sha256())
                .isEqualTo(safetensors.facts().chatTemplate().orElseThrow().sha256());
        assertThat(safetensors.facts().chatTemplate().orElseThrow().file()).isEqualTo("tokenizer_config.json");
    }

    @Test
    void onlyTheHeadsOfTheFilesAreRead() {
        FakeFiles gguf = FakeFiles.of(V1);
        gguf.facts(ModelFormat.GGUF);
        assertThat(gguf.bytesRead.get()).isLessThan(700_000);
    }

    @Test
    void anAdapterSaysTheSameInPeftAndInGguf() {
        FakeFiles both = FakeFiles.of(V1.resolve("adapters/json"));
        AdapterFacts peft = both.adapter().facts();
        assertThat(both.adapter().refusals()).isEmpty();
        assertThat(both.adapter().notes()).isEmpty();
        assertThat(peft.rank()).contains(8);
        assertThat(peft.alpha()).contains(16.0);
        assertThat(peft.layers()).contains(4);
        assertThat(peft.hiddenSize()).contains(192);
        assertThat(peft.parameters()).contains(ADAPTER);
        assertThat(peft.baseModel()).contains("tiny-chat");
        assertThat(peft.targetModules())
                .containsExactly("down_proj", "gate_proj", "k_proj", "o_proj", "q_proj", "up_proj", "v_proj");
        FakeFiles alone =
                FakeFiles.none().with("a.gguf", both.read("tiny-chat-v1-lora-json-f16.gguf", 0, Integer.MAX_VALUE));
        AdapterFacts gguf = alone.adapter().facts();
        assertThat(gguf.rank()).contains(8);
        assertThat(gguf.alpha()).contains(16.0);
        assertThat(gguf.layers()).contains(4);
        assertThat(gguf.hiddenSize()).contains(192);
        assertThat(gguf.parameters()).contains(ADAPTER);
        assertThat(gguf.baseArchitecture()).contains("llama");
        ModelFacts base = FakeFiles.of(V1).facts(ModelFormat.GGUF).facts();
        assertThat(FactsReader.mismatches(peft, base, "tiny-chat")).isEmpty();
        assertThat(FactsReader.mismatches(gguf, base, "tiny-chat")).isEmpty();
    }

    @Test
    void anAdapterIsNoModel() {
        FakeFiles alone = FakeFiles.of(V1.resolve("adapters/pirate"));
        assertThat(alone.facts(ModelFormat.GGUF).notes()).anyMatch(n -> n.contains("is an adapter, not a model"));
        assertThat(FakeFiles.none()
                        .with("m.gguf", FakeFiles.of(V1).read("tiny-chat-v1-f16.gguf", 0, Integer.MAX_VALUE))
                        .adapter()
                        .refusals())
                .containsExactly("m.gguf is of type 'model', not an adapter.");
    }
}
