package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.contract.runtime.MemoryTraits.ShareOf.AS_ASKED;

import dev.yardmaster.server.runtimes.memory.MemoryAnswer.DoesNotFit;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Fits;
import java.util.List;
import java.util.Optional;

/** Puts the parts together. */
final class Planning {
    private Planning() {}

    static MemoryAnswer plan(MemoryQuestion question) {
        Sizes sizes = Sizes.of(question.facts(), question.weightsBytes());
        Optional<MemoryPlan> found = first(question, sizes);
        if (found.isPresent()) {
            return new Fits(found.get());
        }
        return new DoesNotFit(Reasons.of(question, sizes, wanted(question)), Suggestions.of(question));
    }

    static MemoryAnswer fits(MemoryQuestion question, Split split) {
        return plan(question.with(question.wanted().withSplit(split)));
    }

    /** Without reasons, for those who ask many times. */
    static Optional<MemoryPlan> first(MemoryQuestion question) {
        return first(question, Sizes.of(question.facts(), question.weightsBytes()));
    }

    private static Optional<MemoryPlan> first(MemoryQuestion question, Sizes sizes) {
        if (sizes.weights() <= 0) {
            return Optional.empty();
        }
        return wanted(question).stream()
                .map(split -> Load.of(question, sizes, split))
                .filter(Load::fits)
                .findFirst()
                .map(Planning::plan);
    }

    /** Splits that agree with what was said. */
    static List<Split> wanted(MemoryQuestion question) {
        Wanted w = question.wanted();
        return Splits.possible(question.facts(), question.devices()).stream()
                .filter(s -> w.tensor().orElse(s.tensor()) == s.tensor())
                .filter(s -> w.pipeline().orElse(s.pipeline()) == s.pipeline())
                .filter(s -> w.data().map(d -> d == s.data()).orElse(s.data() == 1 || s.expert() > 1))
                // Within one copy, experts take the same room whether they are spread or split.
                .filter(s -> s.data() == 1 || w.expert().orElse(s.expert() > 1) == s.expert() > 1)
                .map(s -> s.data() == 1 && w.expert().orElse(false) ? spread(question, s) : s)
                .toList();
    }

    private static Split spread(MemoryQuestion question, Split split) {
        boolean divides = question.facts()
                .experts()
                .filter(e -> e.total() % split.tensor() == 0)
                .isPresent();
        return divides ? new Split(split.tensor(), split.pipeline(), 1, split.tensor()) : split;
    }

    private static MemoryPlan plan(Load load) {
        DeviceUse use = load.use();
        long context = load.context();
        long room = load.corrected(load.room());
        double concurrency = together(load);
        return new MemoryPlan(
                load.split(),
                use,
                context,
                tokens(load),
                concurrency,
                longest(load, room),
                load.correction().map(c -> derived(c, load)),
                Reasons.why(load, use, concurrency));
    }

    /** Requests of the context length that go at once, over all copies. */
    private static double together(Load load) {
        long room =
                load.question().traits().shareOf() == AS_ASKED ? load.use().keyValues() : load.corrected(load.room());
        long sequence = Math.max(1, load.keyValues().sequence(load.context()));
        return Math.max(0.0, (double) room / sequence * load.split().data());
    }

    private static long tokens(Load load) {
        return Sums.bytes(Math.floor(together(load) * load.context()));
    }

    private static MemoryPlan.Derived derived(Correction correction, Load corrected) {
        Load load = Load.of(corrected.question().uncorrected(), corrected.sizes(), corrected.split());
        return new MemoryPlan.Derived(
                correction.reports(), load.weights(), load.use().total(), load.fits() ? tokens(load) : 0);
    }

    private static long longest(Load load, long room) {
        long most = Math.max(load.context(), load.sizes().contextLength());
        return Search.most(
                load.context(),
                most,
                n -> Sums.times(load.requests(), load.keyValues().sequence(n)) <= room);
    }
}
