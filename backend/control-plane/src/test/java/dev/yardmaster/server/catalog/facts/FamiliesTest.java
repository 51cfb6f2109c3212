package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.server.catalog.facts.config.Families;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configurations as they are published, and what was worked out from them by hand. */
class FamiliesTest {
    /** @param expected the whole of what is asserted, so that a failure shows all of it */
    record Case(String model, String file, String config, String expected, Set<Capability> does) {
        @Override
        public String toString() {
            return model;
        }
    }

    static Stream<Case> models() {
        Object rows = new Load(LoadSettings.builder().build())
                .loadFromInputStream(FamiliesTest.class.getResourceAsStream("models.yaml"));
        JsonNode tree = JsonMapper.shared().valueToTree(rows);
        return tree.valueStream().map(FamiliesTest::aCase);
    }

    private static Case aCase(JsonNode row) {
        JsonNode config = row.get("config");
        boolean pipeline = config.has("_class_name");
        boolean params = config.has("n_heads") && config.has("dim");
        return new Case(
                row.get("model").stringValue(),
                pipeline ? "model_index.json" : params ? "params.json" : "config.json",
                config.toString(),
                row.get("family").stringValue() + " "
                        + row.get("attention")
                                .valueStream()
                                .map(JsonNode::stringValue)
                                .toList()
                        + " context " + row.path("context").asInt(0)
                        + " experts " + row.path("experts").asString("none"),
                row.path("does")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .map(Capability::valueOf)
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyFamilyIsReadAsItsConfigurationMeansIt(Case model) {
        Findings found = FakeFiles.none().with(model.file(), model.config()).facts(ModelFormat.OTHER);
        assertThat(shown(found.facts(), model)).isEqualTo(model.expected());
        assertThat(found.notes()).isEmpty();
        if (!model.does().isEmpty()) {
            assertThat(found.facts().capabilities()).isEqualTo(model.does());
        }
    }

    private static String shown(ModelFacts facts, Case model) {
        return facts.family().orElse("") + " "
                + facts.attention().stream().map(FamiliesTest::shown).toList()
                + " context "
                + (model.expected().contains(" context 0 ")
                        ? 0
                        : facts.contextLength().orElse(0))
                + " experts "
                + facts.experts()
                        .map(e -> e.total() + "/" + e.perToken()
                                + e.shared().map(s -> "/" + s).orElse(""))
                        .orElse("none");
    }

    private static String shown(AttentionLayers layers) {
        return layers.type() + " " + layers.layers() + " " + layers.bytesPerToken()
                + (layers.bytesPerSequence() > 0 ? " /" + layers.bytesPerSequence() : "")
                + layers.window().map(w -> " @" + w).orElse("");
    }

    @Test
    void moreThanHundredFamiliesAreCheckedHere() {
        Set<String> checked = models().map(c -> c.expected().split(" ")[0]).collect(Collectors.toSet());
        assertThat(checked).hasSizeGreaterThan(100).isSubsetOf(Families.all().keySet());
    }

    @Test
    void anUnknownArchitectureIsTakenAsItStandsAndSaidToBe() {
        Findings found = FakeFiles.none().with("config.json", """
                        {"architectures": ["BrandNewForCausalLM"], "model_type": "brand_new", "hidden_size": 2048,
                         "num_hidden_layers": 16, "num_attention_heads": 16, "num_key_value_heads": 4,
                         "max_position_embeddings": 8192, "time_step_limit": [0.0, Infinity]}
                        """).facts(ModelFormat.OTHER);
        assertThat(found.facts().family()).contains("brand-new");
        assertThat(found.facts().attention())
                .isEqualTo(List.of(new AttentionLayers(
                        AttentionLayers.Type.FULL, 16, 16L * 4 * 2 * 128 * 2, 0, java.util.Optional.empty())));
        assertThat(found.notes()).singleElement().asString().contains("'BrandNewForCausalLM' is not one that is known");
    }
}
