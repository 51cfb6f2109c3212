package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Whether a model would fit, and on what.
 *
 * @param runtime that it was worked out for
 * @param device the product that was meant
 * @param plan absent where it does not fit
 * @param learned what was worked out before engines' reports were counted in; absent where there are none
 * @param why sentences with the numbers that this follows from, or what is missing
 * @param remedies each of which alone would make it fit
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FitAnswer(
        boolean fits,
        String runtime,
        String device,
        Optional<Plan> plan,
        Optional<Learned> learned,
        List<String> why,
        List<Remedy> remedies) {
    public FitAnswer {
        learned = learned == null ? Optional.empty() : learned;
        plan = plan == null ? Optional.empty() : plan;
        why = List.copyOf(why);
        remedies = List.copyOf(remedies);
    }

    /**
     * How it fits; bytes are those of the device that needs most.
     *
     * @param split {@code TP4 PP2}
     * @param kvTokens tokens that keys and values have room for, over all copies
     * @param concurrency requests of the context length at once
     */
    public record Plan(
            String split,
            int devices,
            long weightsBytes,
            long keyValueBytes,
            long otherBytes,
            long totalBytes,
            long deviceBytes,
            long contextLength,
            long kvTokens,
            double concurrency,
            long longestContext) {}

    /**
     * The plan rests on reports of engines that were started before; this is the same without them.
     *
     * @param reports how many starts
     * @param weightsBytes worked out, of the device that needs most
     * @param totalBytes worked out
     * @param kvTokens worked out; 0 where it would not fit
     */
    public record Learned(int reports, long weightsBytes, long totalBytes, long kvTokens) {}

    /** @param change for instance {@code FEWER_TOKENS}; {@code number} is what decides it */
    public record Remedy(String change, long number, String sentence) {}
}
