package dev.yardmaster.server.fit;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.FitAnswer;
import dev.yardmaster.contract.runtime.FitQuestion;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.Serves;
import dev.yardmaster.server.runtimes.memory.Corrections;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.DeviceUse;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer;
import dev.yardmaster.server.runtimes.memory.MemoryModel;
import dev.yardmaster.server.runtimes.memory.MemoryPlan;
import dev.yardmaster.server.runtimes.memory.MemoryQuestion;
import dev.yardmaster.server.runtimes.memory.MemoryQuestion.Corrected;
import dev.yardmaster.server.runtimes.memory.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Answers from what is known of a model, a runtime and a product. */
final class Fitting {
    private Fitting() {}

    /**
     * What an engine loads.
     *
     * @param content its key
     */
    record Weights(String content, long bytes) {}

    static FitAnswer answer(
            FitQuestion question,
            Model model,
            Weights weights,
            List<Runtime> runtimes,
            DeviceShape shape,
            Corrections corrections) {
        Runtime runtime = runtime(question, model, runtimes, shape.kind());
        MemoryAnswer answer = MemoryModel.plan(new MemoryQuestion(
                model.status().facts(),
                weights.bytes(),
                runtime.resolved().memory(),
                shape,
                Asked.wanted(question),
                corrected(runtime, weights, shape, corrections)));
        return switch (answer) {
            case MemoryAnswer.Fits(MemoryPlan plan) ->
                new FitAnswer(
                        true,
                        runtime.name(),
                        shape.product(),
                        Optional.of(plan(plan)),
                        plan.derived().map(Fitting::learned),
                        plan.why(),
                        List.of());
            case MemoryAnswer.DoesNotFit(var reasons, var suggestions) ->
                new FitAnswer(
                        false,
                        runtime.name(),
                        shape.product(),
                        Optional.empty(),
                        Optional.empty(),
                        reasons,
                        suggestions.stream()
                                .map(s -> new FitAnswer.Remedy(s.remedy().name(), s.number(), s.sentence()))
                                .toList());
        };
    }

    private static Corrected corrected(Runtime runtime, Weights weights, DeviceShape shape, Corrections corrections) {
        return Subject.of(weights.content(), runtime.name(), runtime.resolved().version(), shape)
                .map(corrections::of)
                .orElse(Corrected.NOTHING);
    }

    private static FitAnswer.Learned learned(MemoryPlan.Derived derived) {
        return new FitAnswer.Learned(derived.reports(), derived.weights(), derived.total(), derived.kvTokens());
    }

    private static FitAnswer.Plan plan(MemoryPlan plan) {
        DeviceUse use = plan.perDevice();
        return new FitAnswer.Plan(
                plan.split().words(),
                plan.split().devices(),
                use.weights(),
                use.keyValues(),
                use.total() - use.weights() - use.keyValues(),
                use.total(),
                use.of(),
                plan.contextLength(),
                plan.kvTokens(),
                plan.concurrency(),
                plan.longestContext());
    }

    private static Runtime runtime(FitQuestion question, Model model, List<Runtime> runtimes, HardwareKind kind) {
        if (question.runtime().isPresent()) {
            String name = question.runtime().get();
            return runtimes.stream()
                    .filter(r -> r.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.unknownReference(
                            "runtime", "there is no runtime named '" + name + "'", "leave it out, or name another"));
        }
        return runtimes.stream()
                .filter(r -> serves(r.resolved().serves(), model))
                .filter(r -> r.resolved().hardware().stream().anyMatch(h -> h.kind() == kind))
                .min(Comparator.comparingInt(
                                (Runtime r) -> -r.resolved().serves().priority())
                        .thenComparing(Runtime::name))
                .orElseThrow(() -> ProblemException.invalid(
                        "device", "no runtime here loads this model on " + kind, "another device, or name a runtime"));
    }

    private static boolean serves(Serves serves, Model model) {
        ModelFacts facts = model.status().facts();
        return serves.formats().contains(model.status().format())
                && (serves.architectures().isEmpty()
                        || facts.architecture()
                                .filter(serves.architectures()::contains)
                                .isPresent());
    }
}
