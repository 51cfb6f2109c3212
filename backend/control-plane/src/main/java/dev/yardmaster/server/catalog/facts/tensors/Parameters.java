package dev.yardmaster.server.catalog.facts.tensors;

import dev.yardmaster.contract.catalog.ModelFacts.Experts;
import dev.yardmaster.contract.catalog.ModelFacts.Quantization;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters, counted.
 *
 * @param active those that one token passes; layers that only guess further tokens ahead are left out
 * @param dtype of most weights that are not quantised
 */
public record Parameters(long total, long active, Optional<String> dtype) {
    private static final Pattern ROUTED =
            Pattern.compile("(?:^|\\.)experts\\.|\\.block_sparse_moe\\.(?:input|output)_linear"
                    + "|\\.ffn_(?:gate|up|down|gate_up)_exps\\.|\\.ffn_(?:gate|up|down)\\.\\d+\\.");
    private static final Pattern LAYER = Pattern.compile(
            "^(?:(?:model|language_model|model\\.language_model|language_model\\.model)\\.)?(?:layers|blk)"
                    + "\\.(\\d{1,5})\\.");
    private static final int DEFAULT_BITS = 4;

    /** What shapes alone do not tell. */
    public record Context(
            Optional<Quantization> quantization, Optional<Experts> experts, Optional<Integer> layers, boolean tied) {}

    /** Of safetensors, packed ones included; empty where something is packed so that shapes do not tell. */
    public static Optional<Parameters> packed(List<Tensor> tensors, Context context) {
        int bits = context.quantization()
                .flatMap(Quantization::bits)
                .map(Double::intValue)
                .filter(b -> b > 0 && b <= 32)
                .orElse(DEFAULT_BITS);
        Packing packing = new Packing(tensors, bits);
        return tensors.stream().anyMatch(packing::opaque)
                ? Optional.empty()
                : Optional.of(count(tensors, packing::weights, context));
    }

    /** Of tensors whose shapes are in weights, whatever they are stored in. */
    public static Parameters plain(List<Tensor> tensors, Context context) {
        return count(tensors, t -> t.name().startsWith("rope_f") ? 0 : t.elements(), context);
    }

    private static Parameters count(List<Tensor> tensors, ToLongFunction<Tensor> weights, Context context) {
        try {
            return sum(tensors, weights, context);
        } catch (ArithmeticException e) {
            throw new Unreadable("The tensors' shapes add up beyond all bounds; they are not counted.", e);
        }
    }

    private static Parameters sum(List<Tensor> tensors, ToLongFunction<Tensor> weights, Context context) {
        long total = 0;
        long ahead = 0;
        long routed = 0;
        Map<String, Long> types = new TreeMap<>();
        for (Tensor t : tensors) {
            long n = weights.applyAsLong(t);
            total = Math.addExact(total, n);
            if (n > 0) {
                t.word().ifPresent(w -> types.merge(w, n, Long::sum));
            }
            if (ahead(t.name(), context.layers())) {
                ahead += n;
            } else if (ROUTED.matcher(t.name()).find()) {
                routed += n;
            }
        }
        long twice = context.tied() ? storedTwice(tensors, weights) : 0;
        return new Parameters(total - twice, total - twice - ahead - idle(routed, context.experts()), most(types));
    }

    private static long idle(long routed, Optional<Experts> experts) {
        return experts.filter(e -> e.total() > e.perToken())
                .map(e -> routed / e.total() * (e.total() - e.perToken()))
                .orElse(0L);
    }

    private static boolean ahead(String name, Optional<Integer> layers) {
        if (name.startsWith("mtp.")) {
            return true;
        }
        Matcher m = LAYER.matcher(name);
        return layers.isPresent() && m.find() && Integer.parseInt(m.group(1)) >= layers.get();
    }

    private static long storedTwice(List<Tensor> tensors, ToLongFunction<Tensor> weights) {
        boolean embeds = tensors.stream().anyMatch(t -> t.name().endsWith("embed_tokens.weight"));
        return embeds
                ? tensors.stream()
                        .filter(t -> t.name().endsWith("lm_head.weight"))
                        .mapToLong(weights)
                        .sum()
                : 0;
    }

    private static Optional<String> most(Map<String, Long> types) {
        return types.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
