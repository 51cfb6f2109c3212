package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.engine.KernelCache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a runtime that depends on hardware and model.
 *
 * @param why for people: what this brings on such hardware
 * @param executables in place of the runtime's where not empty: another build of the engine
 * @param arguments added to the runtime's
 * @param environment added to the runtime's
 * @param attention the attention backend that this comes to: {@code flash-attention-3}, {@code flashinfer}, {@code triton},
 *     {@code aiter}, {@code atb}, {@code amx}, ...
 * @param caches kept between starts; in their keys the server fills in {@code {{version}}}, {@code {{device}}} (vendor,
 *     compute capability and driver), {@code {{model}}} and {@code {{split}}}
 */
public record KernelProfile(
        String name,
        String why,
        When when,
        List<EngineExecutable> executables,
        List<String> arguments,
        Map<String, String> environment,
        String attention,
        List<KernelCache> caches) {
    public KernelProfile {
        executables = executables == null ? List.of() : List.copyOf(executables);
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        attention = attention == null ? "" : attention;
        caches = caches == null ? List.of() : List.copyOf(caches);
    }

    /**
     * Conditions that must all hold; an empty set or an absent value asks nothing.
     *
     * @param leastComputeCapability and {@code belowComputeCapability}: for capabilities that are numbers in order
     * @param cpuFeatures all of them
     * @param attentionTypes of which the model must have one: {@code MLA}, {@code SLIDING}, ...
     * @param families of models
     * @param capabilities of which the model must have one: engines that are told at the start what a model is for
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record When(
            Optional<HardwareKind> kind,
            Optional<String> leastComputeCapability,
            Optional<String> belowComputeCapability,
            Set<String> computeCapabilities,
            Optional<String> leastDriver,
            Set<String> cpuFeatures,
            Set<String> attentionTypes,
            Set<String> quantizations,
            Set<String> families,
            Set<Capability> capabilities) {
        public When {
            kind = kind == null ? Optional.empty() : kind;
            leastComputeCapability = leastComputeCapability == null ? Optional.empty() : leastComputeCapability;
            belowComputeCapability = belowComputeCapability == null ? Optional.empty() : belowComputeCapability;
            computeCapabilities = computeCapabilities == null ? Set.of() : Set.copyOf(computeCapabilities);
            leastDriver = leastDriver == null ? Optional.empty() : leastDriver;
            cpuFeatures = cpuFeatures == null ? Set.of() : Set.copyOf(cpuFeatures);
            attentionTypes = attentionTypes == null ? Set.of() : Set.copyOf(attentionTypes);
            quantizations = quantizations == null ? Set.of() : Set.copyOf(quantizations);
            families = families == null ? Set.of() : Set.copyOf(families);
            capabilities = capabilities == null ? Set.of() : Set.copyOf(capabilities);
        }

        /** Whatever the model can do. */
        public When(
                Optional<HardwareKind> kind,
                Optional<String> leastComputeCapability,
                Optional<String> belowComputeCapability,
                Set<String> computeCapabilities,
                Optional<String> leastDriver,
                Set<String> cpuFeatures,
                Set<String> attentionTypes,
                Set<String> quantizations,
                Set<String> families) {
            this(
                    kind,
                    leastComputeCapability,
                    belowComputeCapability,
                    computeCapabilities,
                    leastDriver,
                    cpuFeatures,
                    attentionTypes,
                    quantizations,
                    families,
                    Set.of());
        }
    }
}
