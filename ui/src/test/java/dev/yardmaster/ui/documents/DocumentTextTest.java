package dev.yardmaster.ui.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.document.DeploymentSpec.PlacementSettings;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.engine.EngineTerm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

class DocumentTextTest {

    @Test
    void leavesOutWhatHasItsDefault() {
        assertThat(DocumentText.deployment(Metadata.named("chat"), DeploymentSpec.of("tiny-chat")))
                .isEqualTo("""
                        apiVersion: yardmaster.dev/v1
                        kind: Deployment
                        metadata:
                          name: chat
                        spec:
                          model: tiny-chat
                        """);
    }

    @Test
    void writesEveryFieldOfADeployment() {
        Metadata metadata = new Metadata("chat", "search", Map.of("a", "1"), Optional.of(7L), Optional.empty());
        DeploymentSpec spec = new DeploymentSpec(
                "tiny-chat",
                Optional.of(0),
                Optional.of("llama-cpp"),
                EngineSettings.of(Optional.of(4096), Optional.of(8), Optional.of(2)),
                new PlacementSettings(Map.of("zone", "a")));
        assertThat(read(DocumentText.deployment(metadata, spec)))
                .containsEntry(
                        "metadata",
                        Map.of("name", "chat", "project", "search", "labels", Map.of("a", "1"), "version", 7))
                .containsEntry(
                        "spec",
                        Map.of(
                                "model",
                                "tiny-chat",
                                "replicas",
                                0,
                                "runtime",
                                "llama-cpp",
                                "engine",
                                Map.of("contextLength", 4096, "maxConcurrency", 8, "threads", 2),
                                "placement",
                                Map.of("nodeLabels", Map.of("zone", "a"))));
    }

    /** A term that the text left out would be lost by saving what was opened. */
    @Test
    void noSettingOfTheEngineIsLost() {
        String engine = """
                {"version":"1","contextLength":1,"maxConcurrency":2,"maxBatchedTokens":3,"threads":4,\
                "parallel":{"tensor":5,"pipeline":6,"data":7,"expert":true},"memoryShare":0.5,"dtype":"a",\
                "kvDtype":"b","quantization":"c","prefixCaching":false,"chunkedPrefill":true,\
                "speculative":{"method":"d","tokens":8},"lora":{"slots":9,"rank":10,"hostSlots":11},\
                "toolParser":"e","reasoningParser":"f","kvOffloadGib":12,"sleep":true,"trustRemoteCode":false,\
                "arguments":["--x","1"],"environment":{"A":"b"}}""";
        EngineSettings settings = new JsonMapper().readValue(engine, EngineSettings.class);
        assertThat(settings.terms()).hasSize(EngineTerm.values().length);
        DeploymentSpec spec =
                new DeploymentSpec("m", Optional.empty(), Optional.empty(), settings, PlacementSettings.ANYWHERE);
        Object written = ((Map<?, ?>) read(DocumentText.spec(spec))).get("engine");
        assertThat(new JsonMapper().convertValue(written, EngineSettings.class)).isEqualTo(settings);
    }

    @Test
    void quotesWhatYamlWouldMisread() {
        String text = DocumentText.model(
                Metadata.named("yes"), new ModelSpec("hub://o/n@1.0: #x", List.of("*.gguf"), List.of("! a")));
        assertThat(read(text).get("metadata")).isEqualTo(Map.of("name", "yes"));
        assertThat(read(text).get("spec"))
                .isEqualTo(
                        Map.of("source", "hub://o/n@1.0: #x", "include", List.of("*.gguf"), "exclude", List.of("! a")));
    }

    private static Map<String, Object> read(String yaml) {
        return new Yaml().load(yaml);
    }
}
