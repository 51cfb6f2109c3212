package dev.yardmaster.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of a LoRA adapter, from PEFT's {@code adapter_config.json} and its tensors, or from a GGUF's header.
 *
 * @param rank the largest over its modules
 * @param alpha scale is alpha / rank, or alpha / sqrt(rank) where {@code rankStabilised}
 * @param targetModules layers' names that it changes: {@code q_proj}, ...
 * @param baseModel as the adapter itself names it: a repository or an architecture
 * @param baseArchitecture of a GGUF adapter
 * @param layers highest layer index that it touches, plus one
 * @param hiddenSize of the base, told by the tensors' shapes
 * @param dora weight-decomposed; few engines can load it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdapterFacts(
        Optional<Integer> rank,
        Optional<Double> alpha,
        SortedSet<String> targetModules,
        Optional<String> baseModel,
        Optional<String> baseArchitecture,
        Optional<Integer> layers,
        Optional<Integer> hiddenSize,
        Optional<Long> parameters,
        Optional<Boolean> rankStabilised,
        Optional<Boolean> dora) {
    public AdapterFacts {
        rank = rank == null ? Optional.empty() : rank;
        alpha = alpha == null ? Optional.empty() : alpha;
        targetModules = targetModules == null ? new TreeSet<>() : new TreeSet<>(targetModules);
        baseModel = baseModel == null ? Optional.empty() : baseModel;
        baseArchitecture = baseArchitecture == null ? Optional.empty() : baseArchitecture;
        layers = layers == null ? Optional.empty() : layers;
        hiddenSize = hiddenSize == null ? Optional.empty() : hiddenSize;
        parameters = parameters == null ? Optional.empty() : parameters;
        rankStabilised = rankStabilised == null ? Optional.empty() : rankStabilised;
        dora = dora == null ? Optional.empty() : dora;
    }
}
