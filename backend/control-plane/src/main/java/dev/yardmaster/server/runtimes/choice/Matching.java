package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.document.DeploymentSpec.Parallel;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.Serves;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What speaks against a runtime. Sentences go on from the runtime's name; what is not known is held against nobody. */
final class Matching {
    private Matching() {}

    static List<Objection> objections(SelectionQuestion question, Runtime candidate, HardwareMatch hardware) {
        RuntimeSpec runtime = candidate.resolved();
        List<Objection> against = new ArrayList<>();
        Serves serves = runtime.serves();
        format(question.format(), serves).ifPresent(against::add);
        unnamed(question, candidate).ifPresent(against::add);
        question.refusals().apply(candidate).stream().map(Matching::refused).forEach(against::add);
        against.addAll(abilities(question.settings(), runtime));
        split(question).ifPresent(against::add);
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
                        "cannot load " + words(format),
                        "it takes "
                                + words(serves.formats().stream()
                                        .map(Matching::word)
                                        .toList()) + "; name another runtime or another model"));
    }

    private static Optional<Objection> unnamed(SelectionQuestion question, Runtime candidate) {
        return candidate.resolved().serves().automatic().orElse(true)
                        || question.runtime().filter(candidate.name()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(Objection.unfit("is taken only where a deployment names it", "name it in spec.runtime"));
    }

    private static String words(ModelFormat format) {
        return switch (format) {
            case GGUF, SAFETENSORS -> word(format) + " weights";
            case OTHER -> "weights of no format that we know";
        };
    }

    private static String word(ModelFormat format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static Objection refused(FieldProblem problem) {
        return Objection.impossible(
                problem.field(), "refuses " + problem.field() + ": " + problem.problem(), problem.expected());
    }

    private static List<Objection> abilities(EngineSettings settings, RuntimeSpec runtime) {
        List<Objection> against = new ArrayList<>();
        if (settings.sleep().orElse(false) && runtime.sleep().isEmpty()) {
            against.add(Objection.impossible(
                    "spec.engine.sleep", "cannot sleep", "leave it out, or use a runtime that can"));
        }
        if (settings.lora().isPresent() && runtime.adapters().when() == AdapterAbility.When.NEVER) {
            against.add(Objection.impossible(
                    "spec.engine.lora", "cannot load adapters", "leave it out, or use a runtime that can"));
        }
        return against;
    }

    private static Optional<Objection> split(SelectionQuestion question) {
        Optional<Integer> tensor =
                question.settings().parallel().flatMap(Parallel::tensor).filter(t -> t > 0);
        Optional<Integer> heads = question.facts().attentionHeads();
        return tensor.filter(t -> heads.filter(h -> h % t != 0).isPresent())
                .map(t -> Objection.impossible(
                        "spec.engine.parallel.tensor",
                        "cannot divide " + heads.orElse(0) + " attention heads by " + t + " devices",
                        "expected a number that divides " + heads.orElse(0)));
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
