package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.Serves;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What speaks against a runtime. Sentences go on from the runtime's name; what is not known is held against nobody. */
final class Matching {
    private Matching() {}

    static List<Objection> objections(SelectionQuestion question, RuntimeSpec runtime, HardwareMatch hardware) {
        List<Objection> against = new ArrayList<>();
        Serves serves = runtime.serves();
        format(question.format(), serves).ifPresent(against::add);
        version(question, runtime).ifPresent(against::add);
        question.settings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(e -> Terms.against(runtime, e.getKey(), e.getValue()).stream())
                .forEach(against::add);
        wishes(question.wishes(), runtime).forEach(against::add);
        question.facts()
                .architecture()
                .flatMap(a -> named(serves.architectures(), a, "is not made for " + a + " models"))
                .ifPresent(against::add);
        question.quantization()
                .flatMap(q -> named(
                        serves.quantizations(),
                        q,
                        q.equals("none") ? "takes quantised weights only" : "has no kernels for weights in " + q))
                .ifPresent(against::add);
        capabilities(question.facts().capabilities(), serves).ifPresent(against::add);
        question.facts().parameters().flatMap(p -> size(p, serves)).ifPresent(against::add);
        against.addAll(hardware.objections());
        return List.copyOf(against);
    }

    private static Optional<Objection> format(ModelFormat format, Serves serves) {
        return serves.formats().contains(format)
                ? Optional.empty()
                : Optional.of(Objection.impossible(
                        Objection.RUNTIME,
                        "cannot load " + word(format) + " weights",
                        "it takes "
                                + words(serves.formats().stream()
                                        .map(Matching::word)
                                        .toList()) + "; name another runtime or another model"));
    }

    static String word(ModelFormat format) {
        return switch (format) {
            case GGUF, SAFETENSORS -> format.name().toLowerCase(Locale.ROOT);
            case OTHER -> "of no format that we know";
        };
    }

    private static Optional<Objection> version(SelectionQuestion question, RuntimeSpec runtime) {
        return question.version()
                .filter(v -> !v.equals(runtime.version()) && !runtime.versions().contains(v))
                .map(v -> Objection.impossible(
                        "spec.engine.version",
                        "has no version '" + v + "'",
                        "use " + (runtime.versions().isEmpty() ? runtime.version() : words(runtime.versions()))));
    }

    private static List<Objection> wishes(Set<Wish> wishes, RuntimeSpec runtime) {
        AdapterAbility.When adapters = runtime.adapters().when();
        return wishes.stream()
                .sorted()
                .filter(w -> switch (w) {
                    case ADAPTERS -> adapters == AdapterAbility.When.NEVER;
                    case ADAPTERS_AT_RUN_TIME ->
                        adapters == AdapterAbility.When.NEVER || adapters == AdapterAbility.When.AT_START;
                    case SLEEP -> runtime.sleep().isEmpty();
                    case SEVERAL_NODES -> runtime.group().isEmpty();
                })
                .map(w -> Objection.impossible(Objection.RUNTIME, cannot(w), "use another runtime, or do without"))
                .toList();
    }

    private static String cannot(Wish wish) {
        return switch (wish) {
            case ADAPTERS -> "cannot load adapters";
            case ADAPTERS_AT_RUN_TIME -> "cannot load adapters at run time";
            case SLEEP -> "cannot sleep";
            case SEVERAL_NODES -> "cannot serve one model over several nodes";
        };
    }

    private static Optional<Objection> named(Set<String> names, String here, String sentence) {
        return names.isEmpty() || names.contains(here)
                ? Optional.empty()
                : Optional.of(Objection.unfit(sentence, "use a runtime that names " + here + " or none"));
    }

    private static Optional<Objection> capabilities(Set<Capability> can, Serves serves) {
        return can.isEmpty()
                        || serves.capabilities().isEmpty()
                        || can.stream().anyMatch(serves.capabilities()::contains)
                ? Optional.empty()
                : Optional.of(Objection.unfit(
                        "is for " + lower(serves.capabilities()) + ", this model is for " + lower(can),
                        "use a runtime for such models"));
    }

    private static Optional<Objection> size(long parameters, Serves serves) {
        boolean small = serves.leastParameters().filter(l -> parameters < l).isPresent();
        boolean large = serves.mostParameters().filter(m -> parameters > m).isPresent();
        return small || large
                ? Optional.of(Objection.unfit(
                        "is made for models " + Sizes.range(serves) + ", this one has " + Sizes.text(parameters),
                        "use a runtime for its size"))
                : Optional.empty();
    }

    private static String lower(Collection<Capability> words) {
        return words(words.stream()
                .map(c -> c.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList());
    }

    static String words(Collection<String> words) {
        return new TreeSet<>(words).stream().collect(Collectors.joining(", "));
    }
}
