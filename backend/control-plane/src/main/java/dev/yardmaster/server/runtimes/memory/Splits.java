package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which ways there are to split a model. */
final class Splits {
    /** More devices than one engine is spread over anywhere. */
    private static final int MOST = 1024;

    private Splits() {}

    static List<Split> possible(ModelFacts facts, DeviceShape devices) {
        List<Integer> tensors = tensors(facts, devices);
        List<Split> all = new ArrayList<>();
        for (int tensor : tensors) {
            int stages = (int) Math.min((long) (devices.perNode() / tensor) * devices.nodes(), MOST / tensor);
            int deepest = Math.min(stages, Sizes.known(facts.layers()).orElse(1));
            IntStream.rangeClosed(1, deepest)
                    .mapToObj(pipeline -> new Split(tensor, pipeline, 1, 1))
                    .forEach(all::add);
            IntStream.rangeClosed(2, Math.max(1, stages)).forEach(copies -> all.addAll(copies(facts, tensor, copies)));
        }
        all.sort(order(devices, Integer.highestOneBit(tensors.getLast())));
        return List.copyOf(all);
    }

    /** Experts are spread where their number allows; else every copy has all of them. */
    private static List<Split> copies(ModelFacts facts, int tensor, int copies) {
        Split plain = new Split(tensor, 1, copies, 1);
        Split spread = new Split(tensor, 1, copies, tensor * copies);
        boolean divides = facts.experts()
                .filter(e -> e.total() > 0 && e.total() % spread.expert() == 0)
                .isPresent();
        return divides ? List.of(spread, plain) : List.of(plain);
    }

    /**
     * Likely ones first, and of those the fewest devices; of the same number one node before several, and ranks of one
     * layer, which answer sooner, before stages.
     */
    private static Comparator<Split> order(DeviceShape devices, int widest) {
        return Comparator.<Split>comparingInt(s -> unlikely(s, widest))
                .thenComparingInt(Split::devices)
                .thenComparingInt(s -> Math.ceilDiv(s.devices(), devices.perNode()))
                .thenComparingInt(Split::data)
                .thenComparingInt(Split::pipeline);
    }

    /**
     * Stages serve where more ranks cannot share a layer. Widths that the facts do not tell are seldom multiples of other
     * numbers than powers of two. Whole copies make nothing fit that does not fit without.
     */
    private static int unlikely(Split split, int widest) {
        if (split.data() > 1 && split.expert() == 1) {
            return 2;
        }
        boolean even = Integer.bitCount(split.tensor()) == 1;
        return even && (split.pipeline() == 1 || split.tensor() == widest) ? 0 : 1;
    }

    private static List<Integer> tensors(ModelFacts facts, DeviceShape devices) {
        return IntStream.rangeClosed(1, Math.min(devices.linked(), MOST))
                .filter(t -> refusal(facts, t).isEmpty())
                .boxed()
                .toList();
    }

    /** Why so many ranks cannot share a layer; empty where they can. */
    static Optional<String> refusal(ModelFacts facts, int tensor) {
        if (tensor == 1) {
            return Optional.empty();
        }
        Optional<Integer> heads = Sizes.known(facts.attentionHeads());
        if (heads.isEmpty()) {
            return Optional.of("The number of attention heads is not known, so that no layer can be shared by " + tensor
                    + " devices.");
        }
        if (heads.get() % tensor != 0) {
            return Optional.of("%d attention heads cannot be divided by %d devices; %s can share a layer."
                    .formatted(heads.get(), tensor, divisors(heads.get())));
        }
        Optional<Integer> keys = Sizes.known(facts.keyValueHeads());
        if (keys.filter(k -> k % tensor != 0 && tensor % k != 0).isPresent()) {
            return Optional.of("%d heads of keys and values can be neither divided by nor repeated over %d devices."
                    .formatted(keys.get(), tensor));
        }
        return group(facts, tensor);
    }

    /** Weights that share a scale stay on one rank. */
    private static Optional<String> group(ModelFacts facts, int tensor) {
        Optional<Integer> size =
                facts.quantization().flatMap(ModelFacts.Quantization::groupSize).filter(g -> g > 0);
        Optional<Integer> hidden = Sizes.known(facts.hiddenSize());
        if (size.isEmpty() || hidden.isEmpty() || hidden.get() % size.get() != 0) {
            return Optional.empty();
        }
        return hidden.get() / size.get() % tensor == 0
                ? Optional.empty()
                : Optional.of("%d groups of %d weights that share a scale cannot be divided by %d devices."
                        .formatted(hidden.get() / size.get(), size.get(), tensor));
    }

    private static String divisors(int heads) {
        List<String> some = IntStream.rangeClosed(1, Math.min(heads, 64))
                .filter(n -> heads % n == 0)
                .mapToObj(String::valueOf)
                .toList();
        return String.join(", ", some);
    }
}
