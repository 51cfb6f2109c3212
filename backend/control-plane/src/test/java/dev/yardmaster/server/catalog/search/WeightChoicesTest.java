package dev.yardmaster.server.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.AddedModel.Choice;
import dev.yardmaster.contract.catalog.ModelFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeightChoicesTest {

    private static List<ModelFile> files(String... paths) {
        return Stream.of(paths).map(p -> new ModelFile(p, 10, "")).toList();
    }

    @Test
    void aRepositoryOfOneKindHasNothingToChoose() {
        assertThat(WeightChoices.of(files("config.json", "model-00001-of-00002.safetensors", "model.bin")))
                .isEmpty();
        assertThat(WeightChoices.of(files("README.md", "tiny-Q8_0.gguf"))).hasSize(1);
    }

    @Test
    void quantisationsAreChoicesAndShardsAreOne() {
        List<Choice> choices = WeightChoices.of(files(
                "Chat-7B-Q4_K_M.gguf",
                "Chat-7B-IQ2_XS.gguf",
                "BF16/Chat-7B-BF16-00001-of-00002.gguf",
                "BF16/Chat-7B-BF16-00002-of-00002.gguf",
                "mmproj-model-f16.gguf",
                "chat-odd.gguf"));
        assertThat(choices).extracting(Choice::label).containsExactlyInAnyOrder("Q4_K_M", "IQ2_XS", "BF16", "chat-odd");
        assertThat(choices)
                .filteredOn(c -> c.label().equals("BF16"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.include()).containsExactly("BF16/Chat-7B-BF16-*.gguf", "mmproj-model-f16.gguf");
                    assertThat(c.bytes()).isEqualTo(20);
                    assertThat(c.files()).isEqualTo(2);
                });
    }

    @Test
    void tensorsBesideGgufAreAChoiceToo() {
        assertThat(WeightChoices.of(files("a.gguf", "model.safetensors", "config.json")))
                .extracting(Choice::label)
                .containsExactly("a", "safetensors");
    }

    @Test
    void copiesForOtherFrameworksAreLeftOutOnlyBesideTensors() {
        assertThat(WeightChoices.excludes(files("model.safetensors", "pytorch_model.bin")))
                .contains("*.bin");
        assertThat(WeightChoices.excludes(files("pytorch_model.bin"))).isEmpty();
    }
}
