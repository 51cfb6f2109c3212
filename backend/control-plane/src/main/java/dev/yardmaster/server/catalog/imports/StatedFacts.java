package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.catalog.Capability;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a foreign document states, as {@code spec.facts}: it wins over what the files say, and is shown beside it. */
final class StatedFacts {
    private static final Pattern BITS = Pattern.compile("(?:int|w|fp|nf|q)([0-9]{1,2})(?![0-9]).*");
    private static final Set<String> UNKNOWN = Set.of("", "none", "unknown", "n/a", "na", "null", "auto", "-");

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Notes notes;

    StatedFacts(Notes notes) {
        this.notes = notes;
    }

    Map<String, Object> map() {
        return facts;
    }

    StatedFacts architecture(Optional<String> text) {
        return put("architecture", known(text));
    }

    StatedFacts licence(Optional<String> text) {
        return put("licence", known(text));
    }

    StatedFacts gated(Optional<Boolean> gated) {
        return put("gated", gated);
    }

    StatedFacts dtype(Optional<String> text) {
        return put("dtype", known(text).map(t -> t.replaceFirst("^torch\\.", "")));
    }

    /** @param name one of those of {@link dev.yardmaster.contract.catalog.ModelFacts} that are a count */
    StatedFacts count(String name, Optional<Long> value) {
        return put(name, value.filter(v -> v <= Integer.MAX_VALUE));
    }

    StatedFacts parameters(Optional<String> text, String field) {
        known(text)
                .ifPresent(t -> Sizes.parameters(t)
                        .ifPresentOrElse(
                                n -> facts.put("parameters", n),
                                () -> notes.add(field + " '" + (t.length() > 40 ? t.substring(0, 40) : t)
                                        + "' was left out: it is no size like 8.03B; it is counted from the files")));
        return this;
    }

    StatedFacts quantization(Optional<String> text, Optional<Long> bits) {
        known(text).ifPresent(t -> {
            Map<String, Object> quantization = new LinkedHashMap<>();
            String method = t.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
            quantization.put("method", method);
            bits.map(Long::doubleValue).or(() -> bits(method)).ifPresent(b -> quantization.put("bits", b));
            facts.put("quantization", quantization);
        });
        return this;
    }

    private static Optional<Double> bits(String method) {
        Matcher matcher = BITS.matcher(method.contains("_") ? method.substring(method.lastIndexOf('_') + 1) : method);
        return matcher.matches() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
    }

    StatedFacts capabilities(Set<Capability> capabilities) {
        if (!capabilities.isEmpty()) {
            facts.put("capabilities", capabilities.stream().map(Enum::name).toList());
        }
        return this;
    }

    private static Optional<String> known(Optional<String> text) {
        return text.map(String::strip).filter(t -> !UNKNOWN.contains(t.toLowerCase(Locale.ROOT)) && t.length() <= 120);
    }

    private StatedFacts put(String name, Optional<?> value) {
        value.ifPresent(v -> facts.put(name, v));
        return this;
    }
}
