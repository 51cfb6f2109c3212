package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Forecast;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A runtime is chosen, and its engine comes up. */
record StoryBeginning(StoryNode node, StoryWaits waits) {
    /** What would be chosen by itself here, and what is recorded of the runtime that is named. */
    void select() {
        StoryCast cast = node.cast();
        if (!cast.seen().isEmpty() || cast.program().isEmpty()) {
            unnamed();
        }
        node.world().apply(deployment("runtime: " + cast.stated()));
        Revision revision = Json.MAPPER.treeToValue(
                node.world()
                        .api()
                        .get("deployments/" + node.name() + "/revisions")
                        .path(0),
                Revision.class);
        assertThat(revision.runtime()).isEqualTo(cast.stated());
        assertThat(revision.why()).contains(cast.stated());
        List<RuntimeVerdict> verdicts = revision.choice().orElseThrow().verdicts();
        assertThat(verdicts).extracting(RuntimeVerdict::runtime).containsAll(ShippedLaunches.ALL.keySet());
        assertThat(verdicts).allSatisfy(v -> assertThat(v.why()).isNotEmpty());
    }

    private void unnamed() {
        Forecast forecast = Json.MAPPER
                .treeToValue(
                        node.world().api().post("apply", Map.of("dryRun", "true"), "application/yaml", deployment("")),
                        ApplyReport.class)
                .results()
                .getFirst()
                .forecast()
                .orElseThrow();
        assertThat(forecast.runtime().runtime())
                .as(forecast.runtime().toString())
                .isEqualTo(node.cast().stated());
    }

    private String deployment(String runtime) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Deployment
                metadata:
                  name: %1$s
                spec:
                  model: story-%2$s
                  %3$s
                  engine: %4$s
                  placement:
                    nodeLabels:
                      only: %1$s
                """.formatted(
                node.name(), StoryFiles.kind(node.cast()), runtime, node.cast().settings());
    }

    /** Stages in order, each with a reason, and none left out that has to be there. */
    void fetchStartLoad() {
        Instance instance = waits.ready();
        List<Observation> seen = node.relay().seen(instance.id());
        assertThat(states(seen))
                .as(seen.toString())
                .isSorted()
                .contains(InstanceState.STARTING)
                .endsWith(InstanceState.READY);
        assertThat(seen).allSatisfy(o -> assertThat(o.condition().sentence()).isNotBlank());
        Map<InstanceState, Set<InstanceReason>> reasons = reasons(seen);
        assertThat(reasons.get(InstanceState.STARTING)).contains(InstanceReason.LAUNCHED);
        assertThat(reasons.get(InstanceState.READY)).containsExactly(InstanceReason.PROBE_SUCCEEDED);
        assertThat(node.agent().home().resolve("agent/weights"))
                .isDirectoryRecursivelyContaining("glob:**/*.{gguf,safetensors}");
    }

    private static List<InstanceState> states(List<Observation> seen) {
        return seen.stream().map(o -> o.condition().state()).distinct().toList();
    }

    private static Map<InstanceState, Set<InstanceReason>> reasons(List<Observation> seen) {
        return seen.stream()
                .collect(Collectors.groupingBy(
                        o -> o.condition().state(),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                o -> o.condition().reason(),
                                Collectors.toCollection(() -> EnumSet.noneOf(InstanceReason.class)))));
    }
}
