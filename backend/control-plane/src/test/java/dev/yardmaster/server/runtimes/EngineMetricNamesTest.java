package dev.yardmaster.server.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.engine.MetricSource;
import dev.yardmaster.contract.runtime.Runtime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Runtimes read no metric that their engine does not have. */
class EngineMetricNamesTest {
    private static final JsonNode DOCUMENTED = Facts.of("engine-metrics.yaml");

    static Stream<Runtime> runtimes() {
        return ShippedRuntimes.load().list().stream()
                .filter(r -> DOCUMENTED.has(r.resolved().engine()));
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void everyNameIsDocumented(Runtime runtime) {
        Set<String> documented = DOCUMENTED
                .path(runtime.resolved().engine())
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        List<String> unknown = runtime.resolved().metrics().sources().values().stream()
                .flatMap(List::stream)
                .map(MetricSource::name)
                .filter(name ->
                        !documented.contains(name) && !documented.contains(name.replaceFirst("_(total|sum)$", "")))
                .toList();
        assertThat(unknown).isEmpty();
    }
}
