package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.runtime.MemoryTraits;
import java.util.Optional;

/** What one split needs on the device that needs most, with what engines reported of it counted in. */
record Load(
        MemoryQuestion question,
        Split split,
        Sizes sizes,
        Steps steps,
        KeyValues keyValues,
        Optional<Correction> correction,
        long weights,
        long activations,
        long graphs,
        long overhead,
        long adapters) {
    static Load of(MemoryQuestion question, Sizes sizes, Split split) {
        MemoryTraits traits = question.traits();
        Steps steps = Steps.of(question);
        Optional<Correction> correction = question.correction().of(split);
        return new Load(
                question,
                split,
                sizes,
                steps,
                KeyValues.of(sizes, question, steps, split),
                correction,
                Sums.times(
                        correction.map(Correction::weights).orElse(1.0) * loaded(question),
                        WeightShare.of(sizes, traits, split)),
                Working.activations(sizes, traits, steps),
                Sums.times(correction.map(Correction::graphs).orElse(1.0), traits.graphBytes()),
                Working.overhead(traits, split),
                Working.adapters(sizes, question.wanted()));
    }

    /** How large weights are once loaded over what their files take. */
    private static double loaded(MemoryQuestion question) {
        return question.facts()
                .quantization()
                .flatMap(q ->
                        Optional.ofNullable(question.traits().loadedWeights().get(q.method())))
                .filter(factor -> factor > 0 && factor <= 16)
                .orElse(1.0);
    }

    long context() {
        return context(question, sizes);
    }

    static long context(MemoryQuestion question, Sizes sizes) {
        long most = question.traits().contextLength().map(Integer::longValue).orElse(Long.MAX_VALUE);
        return question.wanted().contextLength().orElse(Math.max(1, Math.min(most, sizes.contextLength())));
    }

    /** Requests of full length that there has to be room for. */
    long requests() {
        return switch (question.traits().shareOf()) {
            case AS_ASKED -> steps.concurrency();
            // These hand out their room as requests grow; one of full length has to fit.
            case TOTAL, WEIGHTS_AND_CACHE, FREE_AFTER_WEIGHTS -> 1;
        };
    }

    private double share() {
        return question.wanted()
                .memoryShare()
                .orElse(Math.clamp(question.traits().share(), 0.0, 1.0));
    }

    long device() {
        return question.devices().memoryBytes();
    }

    /** All but keys and values. */
    long rest() {
        return Sums.of(weights, activations, graphs, overhead, adapters);
    }

    /** Most that keys and values can have; below 0 where the rest alone is too much. */
    long room() {
        return switch (question.traits().shareOf()) {
            case TOTAL, AS_ASKED -> (long) (device() * share()) - rest();
            case FREE_AFTER_WEIGHTS -> (long) ((device() - rest()) * share());
            case WEIGHTS_AND_CACHE -> {
                long start = device() - overhead;
                long pool = (long) (start * share()) - weights - adapters;
                // What is left over has to hold activations and graphs.
                yield Math.min(pool, start - weights - adapters - activations - graphs);
            }
        };
    }

    /** The same as the engine is likely to report it; never more than the device has left. */
    long corrected(long room) {
        long likely = Sums.times(correction.map(Correction::keyValues).orElse(1.0), room);
        return Math.min(likely, Math.max(room, device() - rest()));
    }

    long asked() {
        return Sums.times(requests(), keyValues.sequence(context()));
    }

    boolean fits() {
        return room() > 0 && asked() <= corrected(room());
    }

    DeviceUse use() {
        long taken = switch (question.traits().shareOf()) {
            case AS_ASKED -> asked();
            case TOTAL, WEIGHTS_AND_CACHE, FREE_AFTER_WEIGHTS -> corrected(room());
        };
        return new DeviceUse(
                weights,
                taken,
                activations,
                graphs,
                overhead,
                adapters,
                Sums.of(rest(), taken),
                Sums.of(rest(), asked()),
                device());
    }
}
