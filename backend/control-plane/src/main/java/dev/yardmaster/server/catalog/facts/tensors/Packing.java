package dev.yardmaster.server.catalog.facts.tensors;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many weights a stored tensor stands for. Quantised tensors are packed in ways of their own and come with scales and
 * zero points, which are no weights; buffers are none either.
 */
final class Packing {
    private static final Set<String> BESIDE = Set.of(
            "weight_scale",
            "weight_scale_inv",
            "weight_scale_2",
            "weight_zero_point",
            "weight_shape",
            "weight_g_idx",
            "weight_global_scale",
            "weight_format",
            "input_scale",
            "input_global_scale",
            "input_zero_point",
            "activation_scale",
            "output_scale",
            "k_scale",
            "v_scale",
            "q_scale",
            "kv_scale",
            "qzeros",
            "g_idx",
            "SCB",
            "absmax",
            "quant_map",
            "nested_absmax",
            "nested_quant_map",
            "bitsandbytes__nf4",
            "bitsandbytes__fp4",
            "inv_freq",
            "position_ids",
            "masked_bias");
    private static final List<String> SCALE_ENDINGS =
            List.of("_scales", "_scale", "_scale_inv", "_scales_inv", "_scale_2");
    private static final Set<String> OPAQUE = Set.of("q_weight", "W_q", "codes", "Qidxs", "trellis", "indices");

    private final Set<String> names = new HashSet<>();
    private final int bits;

    /** @param bits of a weight in tensors that pack several of them into integers of 32 bits */
    Packing(List<Tensor> tensors, int bits) {
        tensors.forEach(t -> names.add(t.name()));
        this.bits = bits;
    }

    /** Whether it is packed in a way whose header does not tell the count. */
    boolean opaque(Tensor t) {
        return !t.floating() && OPAQUE.contains(t.leaf());
    }

    long weights(Tensor t) {
        if (beside(t) || buffer(t)) {
            return 0;
        }
        return t.floating() ? t.elements() : integers(t);
    }

    private boolean beside(Tensor t) {
        String leaf = t.leaf();
        return BESIDE.contains(leaf)
                || ((leaf.equals("scales") || leaf.equals("biases") || leaf.equals("scale")) && besidePacked(t.stem()))
                || SCALE_ENDINGS.stream().anyMatch(e -> scales(t.name(), e));
    }

    private boolean besidePacked(String stem) {
        return names.contains(stem + ".qweight") || names.contains(stem + ".weight");
    }

    private boolean scales(String name, String ending) {
        if (!name.endsWith(ending)) {
            return false;
        }
        String what = name.substring(0, name.length() - ending.length());
        return names.contains(what) || names.contains(what + "_blocks");
    }

    /** GPT-2 keeps its causal mask among the weights. */
    private static boolean buffer(Tensor t) {
        return t.name().endsWith("attn.bias") && t.shape().length == 4;
    }

    private long integers(Tensor t) {
        String leaf = t.leaf();
        boolean word = t.dtype().equals("I32") || t.dtype().equals("U32");
        if (word) {
            boolean packed = leaf.equals("qweight")
                    || leaf.equals("weight_packed")
                    || (leaf.equals("weight") && names.contains(t.stem() + ".scales"));
            return packed ? Math.multiplyExact(t.elements(), 32L) / bits : 0;
        }
        return switch (t.dtype()) {
            case "U8", "I8" -> halves(t, leaf) ? Math.multiplyExact(t.elements(), 2L) : t.elements();
            default -> 0;
        };
    }

    /** Two weights of four bits to a byte. */
    private boolean halves(Tensor t, String leaf) {
        boolean unsigned = t.dtype().equals("U8");
        return (unsigned && (leaf.endsWith("_blocks") || leaf.equals("weight_packed")))
                || (unsigned && names.contains(t.name() + ".absmax"))
                || (unsigned && leaf.equals("weight") && names.contains(t.stem() + ".weight_scale"))
                || (unsigned && names.contains(t.name() + "_scale"))
                || (!unsigned && leaf.equals("weight") && names.contains(t.stem() + ".scale"));
    }
}
