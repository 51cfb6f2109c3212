package dev.yardmaster.server.runtimes.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.runtime.HardwareKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static List<String> words(ModelFacts facts, DeviceShape devices) {
        return MemoryModel.splits(facts, devices).stream().map(Split::words).toList();
    }

    private static DeviceShape cluster(int perNode, int nodes, int linked) {
        return new DeviceShape(HardwareKind.NVIDIA, "GPU", 80L << 30, perNode, nodes, linked);
    }

    @Test
    void ranksOfOneLayerComeBeforeStagesAndStagesBeforeCopies() {
        assertThat(words(Models.small(), cluster(4, 2, 4)))
                .startsWith("TP1", "TP2", "TP4", "TP4 PP2", "TP1 PP2", "TP1 PP3", "TP2 PP2", "TP1 PP4")
                .endsWith("TP1 DP7", "TP4 DP2", "TP2 DP4", "TP1 DP8");
    }

    @Test
    void anOddNumberOfRanksIsForThoseWhoAskForIt() {
        List<Split> splits = MemoryModel.splits(Models.dense(40, 6144, 48, 48, 128), cluster(6, 1, 6));
        assertThat(splits)
                .startsWith(Split.ONE, Split.tensor(2), Split.tensor(4))
                .contains(Split.tensor(3), Split.tensor(6));
    }

    @Test
    void layersAreSharedOnlyWithinWhatIsLinked() {
        assertThat(MemoryModel.splits(Models.dense(80, 8192, 64, 8, 128), cluster(8, 2, 4)))
                .allMatch(s -> s.tensor() <= 4)
                .contains(new Split(4, 4, 1, 1));
        assertThat(MemoryModel.splits(Models.dense(80, 8192, 64, 8, 128), cluster(8, 2, 8)))
                .filteredOn(s -> s.devices() == 16 && s.data() == 1)
                .startsWith(new Split(8, 2, 1, 1));
    }

    @Test
    void headsThatCannotBeDividedAreNot() {
        // 14 heads, 2 of keys and values, as Qwen2.5 0.5B has.
        assertThat(MemoryModel.splits(Models.dense(24, 896, 14, 2, 64), cluster(8, 1, 8)))
                .extracting(Split::tensor)
                .containsOnly(1, 2);
        // 12 heads of 8: 3, 6 and 12 neither divide nor repeat the 8.
        assertThat(MemoryModel.splits(Models.dense(24, 1536, 12, 8, 128), cluster(8, 1, 8)))
                .extracting(Split::tensor)
                .containsOnly(1, 2, 4);
    }

    @Test
    void weightsThatShareAScaleStayTogether() {
        ModelFacts packed = ReportedCase.facts("""
                {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "hidden_size": 3584,
                 "num_hidden_layers": 28, "num_attention_heads": 56, "num_key_value_heads": 8, "head_dim": 64,
                 "vocab_size": 152064, "quantization_config": {"quant_method": "gptq", "bits": 4, "group_size": 128}}
                """);
        assertThat(Splits.refusal(packed, 8))
                .contains("28 groups of 128 weights that share a scale cannot be divided by 8 devices.");
        assertThat(Splits.refusal(packed, 4)).isEmpty();
    }

    @Test
    void expertsAreSpreadWhereTheirNumberAllows() {
        assertThat(words(Models.latent(), cluster(8, 1, 8)))
                .contains("TP1 DP8 EP8", "TP2 DP4 EP8")
                .doesNotContain("TP1 DP3 EP3");
    }

    @Test
    void aModelOfUnknownHeadsIsSplitByLayersOnly() {
        assertThat(MemoryModel.splits(ModelFacts.UNKNOWN, cluster(8, 1, 8)))
                .allMatch(s -> s.tensor() == 1 && s.pipeline() == 1);
    }
}
