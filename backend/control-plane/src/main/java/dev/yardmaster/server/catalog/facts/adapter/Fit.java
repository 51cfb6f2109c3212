package dev.yardmaster.server.catalog.facts.adapter;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.server.catalog.facts.config.Families;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether an adapter can sit on a model. */
public final class Fit {
    private Fit() {}

    /** Sentences that say what speaks against it; what is unknown of either does not. */
    public static List<String> mismatches(AdapterFacts adapter, ModelFacts base, String baseName) {
        List<String> found = new ArrayList<>();
        differ(adapter.hiddenSize(), base.hiddenSize())
                .ifPresent(b -> found.add("The adapter's matrices are for a hidden size of "
                        + adapter.hiddenSize().orElseThrow() + ", and the base '" + baseName + "' has " + b + "."));
        Optional<Integer> layers =
                adapter.layers().filter(n -> base.layers().filter(b -> n > b).isPresent());
        layers.ifPresent(n -> found.add("The adapter changes layer " + (n - 1) + ", counted from 0, and the base '"
                + baseName + "' has " + base.layers().orElseThrow() + " layers."));
        adapter.baseArchitecture()
                .ifPresent(a -> architecture(a, base, baseName).ifPresent(found::add));
        return found;
    }

    private static Optional<Integer> differ(Optional<Integer> mine, Optional<Integer> base) {
        return mine.isPresent() ? base.filter(b -> !b.equals(mine.get())) : Optional.empty();
    }

    /** A GGUF's architecture, against that of another GGUF or the one that the base would have as a GGUF. */
    private static Optional<String> architecture(String adapter, ModelFacts base, String baseName) {
        Set<String> right = base.architecture()
                .filter(a -> Families.ofGguf(a).isPresent())
                .map(Set::of)
                .or(() -> base.family().map(Families::ggufOf))
                .orElse(Set.of());
        return right.isEmpty() || right.contains(adapter)
                ? Optional.empty()
                : Optional.of("The adapter was made for architecture '" + adapter + "', and the base '" + baseName
                        + "' is '" + base.architecture().or(base::family).orElse("") + "'.");
    }
}
