package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The models that an engine serves. An empty set stands for all.
 *
 * @param architectures as the models' files name them
 * @param quantizations methods as {@link dev.yardmaster.contract.catalog.ModelFacts.Quantization} names them, {@code none}
 *     for weights that are not quantised
 * @param capabilities what it can make a model do; a model that can nothing of it is not for this engine
 * @param leastParameters and {@code mostParameters}: sizes that it is made for
 * @param priority more of it makes it more likely to be chosen: those that come with the server have up to 100
 * @param automatic whether it is chosen where nobody names it; it is unless this says no
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Serves(
        Set<ModelFormat> formats,
        Set<String> architectures,
        Set<String> quantizations,
        Set<Capability> capabilities,
        Optional<Long> leastParameters,
        Optional<Long> mostParameters,
        int priority,
        Optional<Boolean> automatic) {
    public Serves {
        automatic = automatic == null ? Optional.empty() : automatic;
        formats = Set.copyOf(formats);
        architectures = architectures == null ? Set.of() : Set.copyOf(architectures);
        quantizations = quantizations == null ? Set.of() : Set.copyOf(quantizations);
        capabilities = capabilities == null ? Set.of() : Set.copyOf(capabilities);
        leastParameters = leastParameters == null ? Optional.empty() : leastParameters;
        mostParameters = mostParameters == null ? Optional.empty() : mostParameters;
    }

    public Serves(
            Set<ModelFormat> formats,
            Set<String> architectures,
            Set<String> quantizations,
            Set<Capability> capabilities,
            Optional<Long> leastParameters,
            Optional<Long> mostParameters,
            int priority) {
        this(
                formats,
                architectures,
                quantizations,
                capabilities,
                leastParameters,
                mostParameters,
                priority,
                Optional.empty());
    }
}
