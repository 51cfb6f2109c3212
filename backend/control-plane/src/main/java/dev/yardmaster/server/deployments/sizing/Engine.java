package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.HardwareNeed;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.placement.DeviceClaim;
import dev.yardmaster.server.runtimes.memory.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A runtime with what one model and one deployment make of it.
 *
 * @param weightsBytes the files that it loads, summed up
 */
public record Engine(Runtime runtime, EngineSettings settings, ModelFacts facts, long weightsBytes, Learned learned) {

    /** The version that is started. */
    public String version() {
        return settings.version().orElse(runtime.resolved().version());
    }

    /** Whether it computes on accelerators at all. */
    public boolean onDevices() {
        return !needs(k -> k != HardwareKind.CPU).isEmpty();
    }

    public boolean onCpu() {
        return !needs(k -> k == HardwareKind.CPU).isEmpty();
    }

    List<HardwareNeed> needs(Predicate<HardwareKind> which) {
        return runtime.resolved().hardware().stream()
                .filter(n -> which.test(n.kind()))
                .toList();
    }

    /** The method of quantisation, {@code none} for weights that are not quantised; absent where it is not known. */
    Optional<String> quantization() {
        return facts.quantization()
                .map(ModelFacts.Quantization::method)
                .or(() -> facts.dtype().map(_ -> "none"));
    }

    /** Of each device: less than the whole only where the deployment says so and the engine keeps to it. */
    int thousandths() {
        boolean keeps = switch (runtime.resolved().memory().shareOf()) {
            case TOTAL, AS_ASKED -> true;
            case FREE_AFTER_WEIGHTS, WEIGHTS_AND_CACHE -> false;
        };
        return settings.memoryShare()
                .filter(_ -> keeps)
                .map(s -> (int) Math.clamp(Math.ceil(s * DeviceClaim.WHOLE), 1, DeviceClaim.WHOLE))
                .orElse(DeviceClaim.WHOLE);
    }

    /** What the deployment asks; a split that the runtime has no words for is not thought of. */
    Wanted wanted() {
        return new Wanted(
                contextLength(),
                settings.maxConcurrency().map(Long::valueOf),
                settings.kvDtype(),
                settings.memoryShare(),
                settings.maxBatchedTokens().map(Long::valueOf),
                settings.lora().flatMap(l -> l.slots()),
                settings.lora().flatMap(l -> l.rank()),
                part(EngineTerm.TENSOR_PARALLEL),
                part(EngineTerm.PIPELINE_PARALLEL),
                part(EngineTerm.DATA_PARALLEL),
                settings.parallel().flatMap(p -> p.expert()).or(() -> unlessMapped(EngineTerm.EXPERT_PARALLEL, false)));
    }

    private Optional<Long> contextLength() {
        MemoryTraits traits = runtime.resolved().memory();
        return settings.contextLength()
                .or(() -> traits.contextLength()
                        .map(most -> Math.min(most, facts.contextLength().orElse(most))))
                .map(Long::valueOf);
    }

    private Optional<Integer> part(EngineTerm term) {
        return Optional.ofNullable(settings.terms().get(term))
                .map(Integer::valueOf)
                .or(() -> unlessMapped(term, 1));
    }

    private <T> Optional<T> unlessMapped(EngineTerm term, T value) {
        return runtime.resolved().settings().containsKey(term) ? Optional.empty() : Optional.of(value);
    }
}
