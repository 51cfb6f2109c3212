package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.HardwareNeed;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.server.deployments.sizing.Engine;
import dev.yardmaster.server.deployments.sizing.HostMemory;
import dev.yardmaster.server.deployments.sizing.Learned;
import dev.yardmaster.server.deployments.store.Resolved;
import dev.yardmaster.server.runtimes.LaunchQuestion;
import dev.yardmaster.server.runtimes.Launches;
import dev.yardmaster.server.runtimes.choice.SelectionOutcome;
import dev.yardmaster.server.weights.WeightsChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds out what a spec comes to: which commit, which files, which runtime, started how. */
@Component
class Resolver {
    private final Models models;
    private final Choosing choosing;

    Resolver(Models models, Choosing choosing) {
        this.models = models;
        this.choosing = choosing;
    }

    /** @param choice why this runtime */
    record Resolution(Resolved resolved, RuntimeChoice choice) {}

    boolean knows(String model) {
        return models.find(model).isPresent();
    }

    /** What the runtime that is named would refuse, whatever the model and the nodes. */
    Stream<FieldProblem> refusals(DeploymentSpec spec) {
        return choosing.refusals(spec);
    }

    /** @throws ProblemException naming {@code spec.model}, {@code spec.runtime} or a field of {@code spec.engine} */
    Resolution resolve(String deployment, DeploymentSpec spec) {
        Model model = models.find(spec.model())
                .orElseThrow(() -> ProblemException.unknownReference(
                        "spec.model", "there is no model named '" + spec.model() + "'", "apply that model first"));
        List<ModelFile> files = files(model);
        SelectionOutcome.Chosen chosen =
                Choosing.chosen(model.name(), choosing.choose(model, key(model, files), files, spec));
        return new Resolution(resolved(deployment, model, chosen.runtime(), spec, files), chosen.choice());
    }

    /** Which runtime would serve a model. */
    SelectionOutcome choose(String name) {
        Model model = models.find(name).orElseThrow(() -> ProblemException.notFound("model", name));
        List<ModelFile> files = files(model);
        return choosing.choose(model, key(model, files), files, DeploymentSpec.of(name));
    }

    private static List<ModelFile> files(Model model) {
        return switch (WeightsChoice.engine(model)) {
            case WeightsChoice.Selection.Files(var files) -> files;
            case WeightsChoice.Selection.Refused(var problem, var expected) ->
                throw ProblemException.invalid("spec.model", problem, expected);
        };
    }

    private static String key(Model model, List<ModelFile> files) {
        return WeightsChoice.key(
                SourceAddress.parse(model.spec().source()),
                model.spec().access(),
                model.status().commit(),
                files);
    }

    private static Resolved resolved(
            String deployment, Model model, Runtime runtime, DeploymentSpec spec, List<ModelFile> files) {
        SourceAddress source = SourceAddress.parse(model.spec().source());
        long bytes = files.stream().mapToLong(ModelFile::size).sum();
        Engine engine = new Engine(runtime, spec.engine(), model.status().facts(), bytes, Learned.NOTHING);
        return new Resolved(
                key(model, files),
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
                HostMemory.onCpu(engine),
                cpuFeatures(runtime),
                Optional.of(runtime),
                model.status().facts());
    }

    private static Map<String, Set<String>> cpuFeatures(Runtime runtime) {
        return runtime.resolved().hardware().stream()
                .filter(h -> h.kind() == HardwareKind.CPU)
                .findFirst()
                .map(HardwareNeed::cpuFeatures)
                .orElse(Map.of());
    }
}
