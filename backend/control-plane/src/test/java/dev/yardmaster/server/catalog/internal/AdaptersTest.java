package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.server.catalog.AdapterHolds;
import dev.yardmaster.server.catalog.FileLocator;
import dev.yardmaster.server.catalog.hub.HubFixture;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class AdaptersTest {
    private static final String CONFIG = """
            {"peft_type":"LORA","r":8,"lora_alpha":16,"target_modules":["q_proj","v_proj"],\
            "base_model_name_or_path":"shelf/base"}""";

    @Autowired
    TestClient server;

    @Autowired
    Adapters adapters;

    @Autowired
    Models models;

    @Autowired
    AdapterHolds holds;

    @Autowired
    FileLocator locator;

    @Autowired
    TransactionTemplate transactions;

    @BeforeEach
    void push() {
        HubFixture hub = new HubFixture(server);
        hub.push("shelf/base", "v1", HubFixture.files("config.json", base(64), "model.safetensors", weights(64)));
        hub.push("shelf/wide", "v1", HubFixture.files("config.json", base(128), "model.safetensors", weights(128)));
        hub.push(
                "shelf/lora",
                "v1",
                HubFixture.files(
                        "adapter_config.json", CONFIG, "adapter_model.safetensors", lora(), "README.md", "read me"));
    }

    private static String base(int hidden) {
        return """
                {"architectures":["LlamaForCausalLM"],"model_type":"llama","hidden_size":%d,"num_hidden_layers":2,\
                "num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":128,"vocab_size":256,\
                "max_position_embeddings":2048,"torch_dtype":"float32"}""".formatted(hidden);
    }

    private static String weights(int hidden) {
        return tensors(
                "\"model.embed_tokens.weight\":{\"dtype\":\"F32\",\"shape\":[256,%1$d],\"data_offsets\":[0,%2$d]}"
                        .formatted(hidden, 1024 * hidden),
                1024 * hidden);
    }

    private static String lora() {
        String name = "base_model.model.model.layers.1.self_attn.q_proj.lora_";
        return tensors(
                "\"%1$sA.weight\":{\"dtype\":\"F32\",\"shape\":[8,64],\"data_offsets\":[0,2048]},".formatted(name)
                        + "\"%1$sB.weight\":{\"dtype\":\"F32\",\"shape\":[64,8],\"data_offsets\":[2048,4096]}"
                                .formatted(name),
                4096);
    }

    /** A safetensors file as a text: its header's length is 512, and all weights are zero. */
    private static String tensors(String entries, int bytes) {
        String header = "{" + entries + "}";
        return "\0\2\0\0\0\0\0\0" + header + " ".repeat(512 - header.length()) + "\0".repeat(bytes);
    }

    @AfterEach
    void delete() {
        adapters.list().forEach(a -> server.delete("/api/v1/adapters/" + a.name()));
        server.delete("/api/v1/models/adapted");
    }

    private static String model() {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata: {name: adapted}
                spec: {source: 'hub://shelf/base@v1'}
                """;
    }

    private static String adapter(String name, String base) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Adapter
                metadata: {name: %s, labels: {team: red}}
                spec: {source: 'hub://shelf/lora@v1', base: %s, exclude: ['README.md']}
                """.formatted(name, base);
    }

    @Test
    void anAdapterIsPinnedLocatedAndKeepsItsBase() {
        server.postYaml("/api/v1/models", model());
        HttpResponse<String> created = server.postYaml("/api/v1/adapters", adapter("json", "adapted"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/adapters/json");
        Adapter adapter = server.read(created, Adapter.class);
        assertThat(adapter.status().files())
                .extracting(ModelFile::path)
                .containsExactly("adapter_config.json", "adapter_model.safetensors");
        assertThat(adapter.status().facts().rank()).contains(8);
        assertThat(adapter.status().facts().targetModules()).contains("q_proj");
        assertThat(adapters.find("json")).contains(adapter);
        assertThat(locator.locate(Kind.ADAPTER, "json", List.of("adapter_config.json")))
                .containsExactly(new FileLocation(
                        "adapter_config.json",
                        new FileLocation.Server(
                                "/hub/shelf/lora/resolve/" + adapter.status().commit() + "/adapter_config.json")));

        HttpResponse<String> kept = server.delete("/api/v1/models/adapted");
        assertThat(kept.statusCode()).isEqualTo(409);
        assertThat(kept.body()).contains("adapter 'json'");
        assertThat(server.delete("/api/v1/adapters/json").statusCode()).isEqualTo(204);
        assertThat(server.delete("/api/v1/models/adapted").statusCode()).isEqualTo(204);
    }

    @Test
    void aBaseHasToBeThereOrToComeEarlier() {
        Problem problem = server.problem(server.postYaml("/api/v1/adapters", adapter("lonely", "adapted")));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.base");
        HttpResponse<String> both = server.postYaml("/api/v1/apply", model() + "---\n" + adapter("json", "adapted"));
        assertThat(both.statusCode()).as(both.body()).isEqualTo(200);
        assertThat(models.find("adapted")).isPresent();
        assertThat(adapters.find("json")).isPresent();
        assertThat(server.json(server.get("/api/v1/adapters?base=adapted")).path("items"))
                .hasSize(1);
        assertThat(server.json(server.get("/api/v1/adapters?base=other")).path("items"))
                .isEmpty();
        assertThat(server.json(server.get("/api/v1/adapters?label=team=red")).path("items"))
                .hasSize(1);
    }

    @Test
    void anAdapterThatDoesNotFitItsBaseIsRefusedWithTheReason() {
        server.postYaml("/api/v1/models", model().replace("shelf/base", "shelf/wide"));
        Problem problem = server.problem(server.postYaml("/api/v1/adapters", adapter("json", "adapted")));
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.base");
        assertThat(problem.detail()).contains("64").contains("128");
        server.delete("/api/v1/models/adapted");
        Problem together = server.problem(server.postYaml(
                "/api/v1/apply", model().replace("shelf/base", "shelf/wide") + "---\n" + adapter("json", "adapted")));
        assertThat(together.detail()).contains("64").contains("128");
        assertThat(models.find("adapted")).isEmpty();
    }

    @Test
    void whatIsNoAdapterIsRefused() {
        server.postYaml("/api/v1/models", model());
        Problem problem = server.problem(server.postYaml(
                "/api/v1/adapters", adapter("none", "adapted").replace("shelf/lora@v1", "shelf/base@v1")));
        assertThat(problem.errors().getFirst().field()).isEqualTo("spec.source");
        assertThat(adapters.find("none")).isEmpty();
    }

    @Test
    void anotherSourceNeedsAnotherAdapterAndTheSameTextChangesNothing() {
        server.postYaml("/api/v1/models", model());
        server.postYaml("/api/v1/adapters", adapter("json", "adapted"));
        assertThat(server.postYaml("/api/v1/apply", adapter("json", "adapted")).body())
                .contains("UNCHANGED");
        Problem other = server.problem(
                server.postYaml("/api/v1/apply", adapter("json", "adapted").replace("shelf/lora@v1", "shelf/base@v1")));
        assertThat(other.detail()).contains("make a new adapter");
        assertThat(server.problem(server.postYaml("/api/v1/adapters", adapter("json", "adapted")))
                        .type())
                .endsWith("/already-exists");
        assertThat(server.get("/api/v1/adapters/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void aPrefetchKeepsItsAdapter() {
        server.postYaml("/api/v1/models", model());
        server.postYaml("/api/v1/adapters", adapter("json", "adapted"));
        HttpResponse<String> prefetch = server.postYaml("/api/v1/apply", """
                apiVersion: yardmaster.dev/v1
                kind: Prefetch
                metadata: {name: keeps-adapter}
                spec: {adapter: json, nodeLabels: {nobody: here}}
                """);
        assertThat(prefetch.statusCode()).as(prefetch.body()).isEqualTo(200);
        HttpResponse<String> kept = server.delete("/api/v1/adapters/json");
        assertThat(kept.statusCode()).isEqualTo(409);
        assertThat(kept.body()).contains("prefetch 'keeps-adapter'");
        server.delete("/api/v1/prefetches/keeps-adapter");
        assertThat(server.delete("/api/v1/adapters/json").statusCode()).isEqualTo(204);
    }

    @Test
    void othersCanHoldOneAndItsLifeIsInTheEvents() {
        server.postYaml("/api/v1/models", model());
        server.postYaml("/api/v1/adapters", adapter("json", "adapted"));
        AtomicBoolean held = new AtomicBoolean();
        transactions.executeWithoutResult(_ -> held.set(holds.holdAdapter("json") && !holds.holdAdapter("nobody")));
        assertThat(held).isTrue();
        server.delete("/api/v1/adapters/json");
        assertThat(server.get("/api/v1/events?kind=Adapter&name=json").body())
                .contains("RESOLVED")
                .contains("DELETED");
    }
}
