package dev.yardmaster.server.runtimes.memory;

import static dev.yardmaster.contract.runtime.MemoryTraits.ShareOf.AS_ASKED;

import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Remedy;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer.Suggestion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What would make it fit, each for itself; every one was tried and does. */
final class Suggestions {
    private static final long LEAST_CONTEXT = 512;
    private static final int MOST_ON_A_NODE = 16;
    private static final int MOST_NODES = 64;
    private static final long LARGEST_DEVICE = 1L << 40;
    private static final long GIB = 1L << 30;

    private final MemoryQuestion question;
    private final Sizes sizes;

    private Suggestions(MemoryQuestion question) {
        this.question = question;
        this.sizes = Sizes.of(question.facts(), question.weightsBytes());
    }

    static List<Suggestion> of(MemoryQuestion question) {
        Suggestions it = new Suggestions(question);
        if (it.sizes.weights() <= 0) {
            return List.of();
        }
        return Stream.<Function<Suggestions, Optional<Suggestion>>>of(
                        Suggestions::tokens,
                        Suggestions::requests,
                        Suggestions::keyValues,
                        Suggestions::weights,
                        Suggestions::devices,
                        Suggestions::device)
                .flatMap(f -> f.apply(it).stream())
                .toList();
    }

    private static boolean holds(MemoryQuestion other) {
        return Planning.first(other).isPresent();
    }

    private Optional<Suggestion> tokens() {
        long now = Load.context(question, sizes);
        if (now <= LEAST_CONTEXT || !holds(context(LEAST_CONTEXT))) {
            return Optional.empty();
        }
        long most = Search.most(LEAST_CONTEXT, now, n -> holds(context(n)));
        return Optional.of(new Suggestion(
                Remedy.FEWER_TOKENS, most, "A context length of %d tokens instead of %d fits.".formatted(most, now)));
    }

    private MemoryQuestion context(long tokens) {
        return question.with(question.wanted().withContextLength(tokens));
    }

    private Optional<Suggestion> requests() {
        long now = Steps.of(question).concurrency();
        if (now <= 1 || question.traits().shareOf() != AS_ASKED || !holds(concurrency(1))) {
            return Optional.empty();
        }
        long most = Search.most(1, now, n -> holds(concurrency(n)));
        return Optional.of(new Suggestion(
                Remedy.FEWER_REQUESTS, most, "%d requests at once instead of %d fit.".formatted(most, now)));
    }

    private MemoryQuestion concurrency(long requests) {
        return question.with(question.wanted().withConcurrency(requests));
    }

    private Optional<Suggestion> keyValues() {
        double now = KeyValues.element(question.traits(), question.wanted()).orElse(2.0);
        return question.traits().kvBytes().entrySet().stream()
                .filter(e -> e.getValue() < now)
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .filter(e -> holds(question.with(question.wanted().withKvDtype(e.getKey()))))
                .findFirst()
                .map(e -> new Suggestion(
                        Remedy.SMALLER_KEY_VALUES,
                        Math.round(e.getValue() * 8),
                        "Keys and values in %s, %.1f bits instead of %.1f, fit."
                                .formatted(e.getKey(), e.getValue() * 8, now * 8)));
    }

    private Optional<Suggestion> weights() {
        return IntStream.of(8, 4)
                .filter(bits -> bits < sizes.bits())
                .filter(bits -> holds(packed(bits)))
                .boxed()
                .findFirst()
                .map(bits -> new Suggestion(
                        Remedy.SMALLER_WEIGHTS,
                        bits,
                        "Weights of %d bits, about %s instead of %s, fit."
                                .formatted(
                                        bits, Sums.words(packed(bits).weightsBytes()), Sums.words(sizes.weights()))));
    }

    /** Tables of the vocabulary stay as they are, and scales take a sixteenth of what is packed. */
    private MemoryQuestion packed(int bits) {
        long tables = Math.min(2 * sizes.embedding(), sizes.weights() / 2);
        long rest = Sums.times(bits / sizes.bits() * 17 / 16, (double) sizes.weights() - tables);
        return new MemoryQuestion(
                question.facts(),
                Sums.of(tables, rest),
                question.traits(),
                question.devices(),
                question.wanted(),
                question.correction());
    }

    private Optional<Suggestion> devices() {
        DeviceShape now = question.devices();
        if (now.perNode() == 1 && now.nodes() == 1 && now.kind() == HardwareKind.CPU) {
            return Optional.empty();
        }
        MemoryQuestion free = question.with(unsplit(question.wanted()));
        return Stream.concat(onOneNode(now), onMore(now))
                .filter(d -> d.devices() > now.devices())
                .sorted(Comparator.comparingInt(DeviceShape::devices))
                .flatMap(d -> Planning.first(free.on(d)).stream())
                .findFirst()
                .map(this::more);
    }

    private Suggestion more(MemoryPlan plan) {
        Split split = plan.split();
        return new Suggestion(
                Remedy.MORE_DEVICES,
                split.devices(),
                "%d devices of %s fit, split as %s: %s of each."
                        .formatted(
                                split.devices(),
                                Sums.words(question.devices().memoryBytes()),
                                split.words(),
                                Sums.words(plan.perDevice().least())));
    }

    private static Wanted unsplit(Wanted w) {
        return new Wanted(
                w.contextLength(),
                w.concurrency(),
                w.kvDtype(),
                w.memoryShare(),
                w.batchedTokens(),
                w.loraSlots(),
                w.loraRank(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                w.expert());
    }

    private static Stream<DeviceShape> onOneNode(DeviceShape now) {
        return IntStream.iterate(2, n -> n <= MOST_ON_A_NODE, n -> n * 2)
                .mapToObj(n -> DeviceShape.node(now.kind(), now.product(), now.memoryBytes(), n));
    }

    private static Stream<DeviceShape> onMore(DeviceShape now) {
        int perNode = Math.max(8, now.perNode());
        return IntStream.iterate(2, n -> n <= MOST_NODES, n -> n * 2)
                .mapToObj(n -> new DeviceShape(now.kind(), now.product(), now.memoryBytes(), perNode, n, perNode));
    }

    private Optional<Suggestion> device() {
        long now = question.devices().memoryBytes();
        if (now >= LARGEST_DEVICE || !holds(larger(LARGEST_DEVICE))) {
            return Optional.empty();
        }
        long least = Search.least(now / GIB + 1, LARGEST_DEVICE / GIB, n -> holds(larger(n * GIB)));
        return Optional.of(new Suggestion(
                Remedy.LARGER_DEVICE,
                least * GIB,
                "Devices of at least %d GiB instead of %s fit.".formatted(least, Sums.words(now))));
    }

    private MemoryQuestion larger(long bytes) {
        DeviceShape d = question.devices();
        return question.on(new DeviceShape(d.kind(), d.product(), bytes, d.perNode(), d.nodes(), d.linked()));
    }
}
