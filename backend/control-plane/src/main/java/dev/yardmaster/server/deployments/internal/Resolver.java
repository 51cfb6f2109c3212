package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.HardwareNeed;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.deployments.store.Resolved;
import dev.yardmaster.server.placement.MemoryEstimate;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import dev.yardmaster.server.runtimes.LaunchQuestion;
import dev.yardmaster.server.runtimes.Launches;
import dev.yardmaster.server.runtimes.RuntimeVerdict;
import dev.yardmaster.server.weights.WeightsChoice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds out what a spec comes to: which commit, which files, which runtime, started how. */
@Component
class Resolver {
    /**
     * A rule of thumb: Llama 3 8B keeps 2 x 32 layers x 8 heads x 128 x 2 bytes = 128 KiB a token for 15 GiB of weights.
     */
    private static final long CACHE_BYTES_PER_TOKEN_PER_GIB = 8738;

    private final Models models;
    private final EngineRuntimes runtimes;

    Resolver(Models models, EngineRuntimes runtimes) {
        this.models = models;
        this.runtimes = runtimes;
    }

    /** @param why why this runtime */
    record Resolution(Resolved resolved, String why) {}

    boolean knows(String model) {
        return models.find(model).isPresent();
    }

    /** @throws ProblemException naming {@code spec.model} or {@code spec.runtime} */
    Resolution resolve(String deployment, DeploymentSpec spec) {
        Model model = models.find(spec.model())
                .orElseThrow(() -> ProblemException.unknownReference(
                        "spec.model", "there is no model named '" + spec.model() + "'", "apply that model first"));
        RuntimeVerdict.Chosen chosen = choose(model, spec);
        refuseWrong(chosen.runtime(), spec);
        return new Resolution(resolved(deployment, model, chosen.runtime(), spec, files(model)), chosen.why());
    }

    private RuntimeVerdict.Chosen choose(Model model, DeploymentSpec spec) {
        return switch (runtimes.choose(model.status().format(), spec.runtime())) {
            case RuntimeVerdict.Chosen chosen -> chosen;
            case RuntimeVerdict.Unknown(var problem, var expected) ->
                throw ProblemException.unknownReference("spec.runtime", problem, expected);
            case RuntimeVerdict.Unfit(var problem, var expected) ->
                throw ProblemException.invalid("spec.runtime", problem + " ('" + model.name() + "')", expected);
            case RuntimeVerdict.NoneFits(var problem, var expected) ->
                throw ProblemException.invalid("spec.model", "'" + model.name() + "': " + problem, expected);
        };
    }

    private void refuseWrong(Runtime runtime, DeploymentSpec spec) {
        List<FieldProblem> wrong = runtimes.refusals(runtime, spec.engine());
        if (!wrong.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    wrong.getFirst().field() + ": " + wrong.getFirst().problem() + "; "
                            + wrong.getFirst().expected(),
                    wrong);
        }
    }

    private static List<ModelFile> files(Model model) {
        return switch (WeightsChoice.engine(model)) {
            case WeightsChoice.Selection.Files(var files) -> files;
            case WeightsChoice.Selection.Refused(var problem, var expected) ->
                throw ProblemException.invalid("spec.model", problem, expected);
        };
    }

    private static Resolved resolved(
            String deployment, Model model, Runtime runtime, DeploymentSpec spec, List<ModelFile> files) {
        SourceAddress source = SourceAddress.parse(model.spec().source());
        MemoryTraits memory = runtime.resolved().memory();
        return new Resolved(
                WeightsChoice.key(source, model.spec().access(), model.status().commit(), files),
                source.scheme(),
                source.repository(),
                model.status().commit(),
                files,
                Launches.launch(LaunchQuestion.plain(
                        runtime,
                        spec.engine(),
                        deployment,
                        model.status().facts().capabilities())),
                runtime.resolved().drainFor(),
                MemoryEstimate.of(
                        files.stream().mapToLong(ModelFile::size).sum(),
                        memory.fixedBytes(),
                        CACHE_BYTES_PER_TOKEN_PER_GIB,
                        memory.concurrency(),
                        spec.engine()),
                cpuFeatures(runtime));
    }

    private static Map<String, Set<String>> cpuFeatures(Runtime runtime) {
        return runtime.resolved().hardware().stream()
                .filter(h -> h.kind() == HardwareKind.CPU)
                .findFirst()
                .map(HardwareNeed::cpuFeatures)
                .orElse(Map.of());
    }
}
