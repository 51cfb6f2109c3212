package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.runtime.Runtime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What should be served, by what there is.
 *
 * @param settings what the deployment says of the engine
 * @param refusals what a runtime would refuse of these settings
 * @param runtime asked for by name
 * @param hosts all machines; where there are none, nothing is held against a runtime for want of hardware
 * @param room the memory model's answer
 */
public record SelectionQuestion(
        ModelFormat format,
        ModelFacts facts,
        long weightsBytes,
        EngineSettings settings,
        Function<Runtime, List<FieldProblem>> refusals,
        Optional<String> runtime,
        List<Runtime> runtimes,
        List<Host> hosts,
        RoomCheck room) {
    public SelectionQuestion {
        runtimes = List.copyOf(runtimes);
        hosts = List.copyOf(hosts);
    }

    /** The best for a model on this hardware, whatever a deployment may want. */
    public static SelectionQuestion of(
            ModelFormat format, ModelFacts facts, long weightsBytes, List<Runtime> runtimes, List<Host> hosts) {
        return new SelectionQuestion(
                format,
                facts,
                weightsBytes,
                EngineSettings.DEFAULTS,
                _ -> List.of(),
                Optional.empty(),
                runtimes,
                hosts,
                RoomCheck.UNKNOWN);
    }

    /** The method of quantisation, {@code none} for weights that are not quantised; absent where it is not known. */
    Optional<String> quantization() {
        return facts.quantization()
                .map(ModelFacts.Quantization::method)
                .or(() -> facts.dtype().map(_ -> "none"));
    }
}
