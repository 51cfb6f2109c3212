package dev.yardmaster.cli.document;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Facts as lines for people; what is unknown is left out. */
final class FactLines {
    private final Map<String, String> lines = new LinkedHashMap<>();

    private FactLines() {}

    static Map<String, String> of(ModelFacts facts) {
        FactLines all = new FactLines();
        all.add("Architecture", facts.architecture());
        all.add(
                "Parameters",
                facts.parameters()
                        .map(p -> count(p)
                                + facts.activeParameters()
                                        .map(a -> ", " + count(a) + " active")
                                        .orElse("")));
        all.add("Stored as", facts.dtype());
        all.add(
                "Quantised",
                facts.quantization()
                        .map(q -> q.method()
                                + q.detail().map(d -> " " + d).orElse("")
                                + q.bits()
                                        .map(b -> String.format(Locale.ROOT, ", %.2f bits", b))
                                        .orElse("")));
        all.add("Context", facts.contextLength().map(c -> c + " tokens"));
        all.add("Layers", facts.layers().map(String::valueOf));
        long cache = facts.attention().stream()
                .mapToLong(AttentionLayers::bytesPerToken)
                .sum();
        all.add("Cache", Optional.of(cache).filter(c -> c > 0).map(c -> c + " bytes per token"));
        all.add(
                "Can do",
                Optional.of(facts.capabilities())
                        .filter(c -> !c.isEmpty())
                        .map(c -> c.stream()
                                .sorted()
                                .map(Capability::name)
                                .map(n -> n.toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))));
        all.add(
                "Licence",
                facts.licence()
                        .map(l -> l
                                + facts.gated()
                                        .filter(g -> g)
                                        .map(_ -> ", gated")
                                        .orElse("")));
        return all.lines;
    }

    static Map<String, String> of(AdapterFacts facts) {
        FactLines all = new FactLines();
        all.add("Rank", facts.rank().map(String::valueOf));
        all.add("Alpha", facts.alpha().map(String::valueOf));
        all.add("Changes", Optional.of(String.join(", ", facts.targetModules())).filter(t -> !t.isEmpty()));
        all.add("Trained on", facts.baseModel().or(facts::baseArchitecture));
        all.add("Parameters", facts.parameters().map(FactLines::count));
        return all.lines;
    }

    private void add(String label, Optional<String> text) {
        text.ifPresent(t -> lines.put(label, t));
    }

    /** For instance {@code 7.62 B}. */
    static String count(long parameters) {
        if (parameters >= 1_000_000_000L) {
            return String.format(Locale.ROOT, "%.2f B", parameters / 1e9);
        }
        return parameters >= 1_000_000L
                ? String.format(Locale.ROOT, "%.1f M", parameters / 1e6)
                : String.valueOf(parameters);
    }
}
