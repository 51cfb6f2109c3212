package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of hardware that an engine runs on.
 *
 * @param leastComputeCapability where capabilities are numbers in order, as NVIDIA's: {@code 7.5}
 * @param computeCapabilities where they are names: {@code gfx942}; all where empty
 * @param products words of which a device's product must contain one, in any case; all where empty
 * @param leastDriver of the device: {@code 550.54}
 * @param quantizationNeeds by method, the least compute capability that has kernels for it
 * @param cpuFeatures by architecture ({@code x86-64}, {@code aarch64}); a host of another architecture cannot run it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record HardwareNeed(
        HardwareKind kind,
        Optional<String> leastComputeCapability,
        Set<String> computeCapabilities,
        Set<String> products,
        Optional<String> leastDriver,
        Map<String, String> quantizationNeeds,
        Map<String, Set<String>> cpuFeatures) {
    public HardwareNeed {
        leastComputeCapability = leastComputeCapability == null ? Optional.empty() : leastComputeCapability;
        computeCapabilities = computeCapabilities == null ? Set.of() : Set.copyOf(computeCapabilities);
        products = products == null ? Set.of() : Set.copyOf(products);
        leastDriver = leastDriver == null ? Optional.empty() : leastDriver;
        quantizationNeeds = quantizationNeeds == null ? Map.of() : Map.copyOf(quantizationNeeds);
        cpuFeatures = cpuFeatures == null ? Map.of() : Map.copyOf(cpuFeatures);
    }
}
