package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.runtime.MemoryTraits;
import java.util.Optional;

/**
 * Does this model fit these devices under this engine?
 *
 * @param weightsBytes the files that the engine loads, summed up; 0 where that is not known
 * @param correction what engines reported of the same model, runtime and device; asked for each split
 */
public record MemoryQuestion(
        ModelFacts facts,
        long weightsBytes,
        MemoryTraits traits,
        DeviceShape devices,
        Wanted wanted,
        Corrected correction) {
    public MemoryQuestion(
            ModelFacts facts, long weightsBytes, MemoryTraits traits, DeviceShape devices, Wanted wanted) {
        this(facts, weightsBytes, traits, devices, wanted, Corrected.NOTHING);
    }

    public MemoryQuestion with(Wanted other) {
        return new MemoryQuestion(facts, weightsBytes, traits, devices, other, correction);
    }

    public MemoryQuestion on(DeviceShape other) {
        return new MemoryQuestion(facts, weightsBytes, traits, other, wanted, correction);
    }

    public MemoryQuestion with(Corrected reported) {
        return new MemoryQuestion(facts, weightsBytes, traits, devices, wanted, reported);
    }

    MemoryQuestion uncorrected() {
        return new MemoryQuestion(facts, weightsBytes, traits, devices, wanted);
    }

    /** What is known from reports, by split. */
    @FunctionalInterface
    public interface Corrected {
        Corrected NOTHING = _ -> Optional.empty();

        Optional<Correction> of(Split split);
    }
}
