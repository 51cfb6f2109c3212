package dev.yardmaster.cli.document;

import static dev.yardmaster.cli.output.Words.bytes;

import dev.yardmaster.cli.output.Table;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.deployment.InstanceReadings.Spread;
import dev.yardmaster.contract.deployment.InstanceReadings.Taken;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineSizes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An engine's readings, memory and adapters for people. */
final class ReadingLines {
    private ReadingLines() {}

    static Map<String, String> of(InstanceReadings readings) {
        Map<String, String> lines = new LinkedHashMap<>();
        readings.placed().stream().findFirst().ifPresent(how -> lines.put("Worked out", how));
        readings.said().ifPresent(said -> lines.put("Engine said", said(said)));
        lines.put("Readings", readings.sentence());
        readings.taken().ifPresent(taken -> lines.putAll(of(taken)));
        return lines;
    }

    private static Map<String, String> of(Taken taken) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "Requests",
                whole(taken, EngineMetric.RUNNING) + " running, " + whole(taken, EngineMetric.WAITING) + " waiting");
        lines.put(
                "KV cache",
                taken.value(EngineMetric.KV_USE).map(ReadingLines::percent).orElse("?") + " in use");
        lines.put("Prefixes", prefixes(taken));
        lines.put("First token", spread(taken, EngineMetric.TTFT));
        lines.put("Next token", spread(taken, EngineMetric.ITL));
        lines.put("End to end", spread(taken, EngineMetric.END_TO_END));
        lines.put(
                "Tokens",
                whole(taken, EngineMetric.TOKENS_IN) + " in, " + whole(taken, EngineMetric.TOKENS_OUT) + " out");
        lines.put("Preempted", whole(taken, EngineMetric.PREEMPTIONS));
        taken.value(EngineMetric.ADAPTERS_LOADED)
                .ifPresent(n -> lines.put("Adapters", Math.round(n) + " loaded, by its metrics"));
        return lines;
    }

    private static String whole(Taken taken, EngineMetric metric) {
        return taken.value(metric).map(Math::round).map(String::valueOf).orElse("?");
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String prefixes(Taken taken) {
        Optional<Double> asked = taken.value(EngineMetric.PREFIX_QUERIES).filter(q -> q > 0);
        return asked.flatMap(q -> taken.value(EngineMetric.PREFIX_HITS)
                        .map(hits -> percent(hits / q) + " of " + Math.round(q) + " tokens were found"))
                .orElse("?");
    }

    private static String spread(Taken taken, EngineMetric metric) {
        return Optional.ofNullable(taken.spreads().get(metric))
                .map(ReadingLines::words)
                .orElse("?");
    }

    private static String words(Spread spread) {
        return String.format(
                Locale.ROOT,
                "half within %.3f s, 95 %% within %.3f s, mean %.3f s of %d",
                spread.p50(),
                spread.p95(),
                spread.mean(),
                spread.count());
    }

    private static String said(EngineSizes said) {
        return Stream.of(
                        said.weightsBytes().map(b -> "weights " + bytes(b)),
                        said.keyValueBytes().map(b -> "keys and values " + bytes(b)),
                        said.keyValueTokens().map(t -> "room for " + t + " tokens"),
                        said.graphBytes().map(b -> "graphs " + bytes(b)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    static Table adapters(List<InstanceAdapter> adapters) {
        Table table = new Table(List.of("ADAPTER", "STATE", "WHAT"));
        adapters.forEach(a -> table.row(List.of(a.name(), a.state().name(), a.sentence())));
        return table;
    }
}
