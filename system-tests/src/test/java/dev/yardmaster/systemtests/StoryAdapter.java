package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.systemtests.world.OpenAi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Assigned by the agent's face, since no deployment orders adapters yet, and asked for at the engine as its runtime says,
 * since gateways do not know {@code deployment:adapter} yet.
 */
record StoryAdapter(StoryNode node, StoryWaits waits) {
    void attach() {
        AdapterAbility ability = node.cast().runtime().resolved().adapters();
        if (ability.when() == AdapterAbility.When.NEVER) {
            return;
        }
        prefetch();
        node.relay().adapters(List.of(new AssignedAdapter(StoryFiles.ADAPTER, assignedKey())));
        waits.adapterLoaded();
        assertThat(ask(ability)).isNotBlank().isNotEqualTo("Paris");
    }

    private void prefetch() {
        node.world().apply("""
                apiVersion: yardmaster.dev/v1
                kind: Prefetch
                metadata:
                  name: %1$s
                spec:
                  adapter: story-%2$s-pirate
                  nodeLabels:
                    only: %1$s
                """.formatted(node.name(), StoryFiles.kind(node.cast())));
    }

    private String assignedKey() {
        AgentRelay relay = node.relay();
        return Waiting.until(
                "the adapter's files being assigned",
                StoryWaits.PATIENCE,
                () -> relay.assignment().stream()
                        .flatMap(a -> a.models().stream())
                        .filter(m -> m.repository().endsWith(StoryFiles.ADAPTER))
                        .findFirst()
                        .map(m -> Waiting.Look.found(m.key()))
                        .orElseGet(() -> Waiting.Look.notYet(relay.assignment().toString())));
    }

    private String ask(AdapterAbility ability) {
        AssignedInstance assigned =
                node.relay().assignment().orElseThrow().instances().getFirst();
        String body = Json.MAPPER.writeValueAsString(question(ability, assigned.servedName()));
        String endpoint = waits.ready().endpoint().orElseThrow();
        OpenAi.Reply reply = new OpenAi(endpoint, assigned.engineKey()).post("/v1/chat/completions", body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json().at("/choices/0/message/content").asString();
    }

    private Map<String, Object> question(AdapterAbility ability, String served) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", requested(ability, served));
        body.put("messages", List.of(Map.of("role", "user", "content", StoryQuestions.QUESTION)));
        body.put("temperature", 0);
        body.put("max_tokens", 64);
        if (ability.when() == AdapterAbility.When.PER_REQUEST) {
            body.put(
                    "lora_request",
                    Map.of("lora_name", StoryFiles.ADAPTER, "lora_int_id", 1, "lora_path", heldDirectory()));
        }
        return body;
    }

    private static String requested(AdapterAbility ability, String served) {
        return ability.requestModel().isEmpty()
                ? served
                : ability.requestModel()
                        .replace("{{served.name}}", served)
                        .replace("{{adapter.name}}", StoryFiles.ADAPTER);
    }

    private String heldDirectory() {
        try (Stream<Path> all = Files.walk(node.agent().home().resolve("agent/weights"))) {
            return all.filter(p -> p.endsWith("adapter_config.json"))
                    .map(p -> p.resolve("..").normalize().toString())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
