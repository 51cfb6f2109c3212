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
 * @param priority of several that fit equally well, the highest wins
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Serves(
        Set<ModelFormat> formats,
        Set<String> architectures,
        Set<String> quantizations,
        Set<Capability> capabilities,
        Optional<Long> leastParameters,
        Optional<Long> mostParameters,
        int priority) {
    public Serves {
        formats = Set.copyOf(formats);
        architectures = architectures == null ? Set.of() : Set.copyOf(architectures);
        quantizations = quantizations == null ? Set.of() : Set.copyOf(quantizations);
        capabilities = capabilities == null ? Set.of() : Set.copyOf(capabilities);
        leastParameters = leastParameters == null ? Optional.empty() : leastParameters;
        mostParameters = mostParameters == null ? Optional.empty() : mostParameters;
    }
}
