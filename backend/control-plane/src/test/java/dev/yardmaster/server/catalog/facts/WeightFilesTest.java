package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which files of a repository are the model's weights. */
class WeightFilesTest {
    private static SafetensorsWriter one(String name, long elements) {
        return new SafetensorsWriter().tensor(name, "F16", elements);
    }

    private static Findings read(FakeFiles files) {
        return files.facts(ModelFormat.SAFETENSORS);
    }

    @Test
    void allShardsOfTheIndexCountAndCopiesBesideThemDoNot() {
        FakeFiles files = FakeFiles.none()
                .with(
                        "model.safetensors.index.json",
                        "{\"metadata\":{\"total_size\":6},\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\","
                                + "\"b\":\"model-00002-of-00002.safetensors\"}}");
        one("a", 100).into(files, "model-00001-of-00002.safetensors");
        one("b", 20).into(files, "model-00002-of-00002.safetensors");
        one("c", 3000).into(files, "consolidated.safetensors");
        one("d", 3000).into(files, "original/model.safetensors");
        assertThat(read(files).facts().parameters()).contains(120L);
    }

    @Test
    void aMissingShardLeavesTheCountOpen() {
        FakeFiles files = FakeFiles.none()
                .with(
                        "model.safetensors.index.json",
                        "{\"weight_map\":{\"a\":\"one.safetensors\",\"b\":\"two.safetensors\"}}");
        one("a", 100).into(files, "one.safetensors");
        Findings found = read(files);
        assertThat(found.facts().parameters()).isEmpty();
        assertThat(found.notes()).anyMatch(n -> n.contains("names two.safetensors, which is missing"));
    }

    @Test
    void ofAPipelineEveryPartCountsOnce() {
        FakeFiles files = FakeFiles.none().with("model_index.json", "{\"_class_name\":\"FluxPipeline\"}");
        one("a", 100).into(files, "transformer/diffusion_pytorch_model.safetensors");
        one("a", 100).into(files, "transformer/diffusion_pytorch_model.fp16.safetensors");
        one("b", 20).into(files, "text_encoder/model.safetensors");
        one("c", 3).into(files, "vae/diffusion_pytorch_model.safetensors");
        one("d", 5000).into(files, "flux1-dev.safetensors");
        Findings found = read(files);
        assertThat(found.facts().parameters()).contains(123L);
        assertThat(found.facts().family()).contains("flux");
    }

    @Test
    void manyShardsAreReadInOneGo() {
        FakeFiles files = FakeFiles.none();
        IntStream.range(0, 60).forEach(i -> one("t" + i, 10).into(files, "model-" + i + "-of-60.safetensors"));
        assertThat(read(files).facts().parameters()).contains(600L);
    }

    @Test
    void aFileThatCannotBeReadIsSaidToBe() {
        FakeFiles files = FakeFiles.none();
        one("a", 10).into(files, "model.safetensors");
        Findings found = FactsReader.model(files.list(), ModelFormat.SAFETENSORS, (path, offset, length) -> {
            throw new FactsUnavailable(path, "the source answered 503");
        });
        assertThat(found.facts().parameters()).isEmpty();
        assertThat(found.notes()).contains("model.safetensors: the source answered 503.");
    }
}
