package dev.yardmaster.server.catalog.facts.tensors;

import dev.yardmaster.contract.catalog.ModelFacts.Quantization;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How weights are packed where no configuration says so: told by the names and types of tensors. */
public final class PackedMethod {
    private PackedMethod() {}

    public static Optional<Quantization> of(List<Tensor> tensors) {
        if (any(tensors, t -> t.leaf().equals("qweight"))) {
            return method(any(tensors, t -> t.leaf().equals("g_idx")) ? "gptq" : "awq", "", 4);
        }
        if (any(tensors, t -> t.leaf().equals("absmax"))) {
            boolean normal = any(tensors, t -> t.leaf().equals("bitsandbytes__nf4"));
            return method("bitsandbytes", normal ? "nf4" : "fp4", 4);
        }
        if (any(tensors, t -> t.leaf().equals("SCB"))) {
            return method("bitsandbytes", "int8", 8);
        }
        if (any(tensors, t -> t.leaf().endsWith("_blocks") && t.dtype().equals("U8"))) {
            return method("mxfp4", "", 4);
        }
        if (any(tensors, t -> t.dtype().equals("U8") && t.leaf().equals("weight"))
                && any(tensors, t -> t.leaf().equals("weight_scale_2"))) {
            return method("nvfp4", "", 4);
        }
        return any(tensors, t -> t.dtype().startsWith("F8_E4M3") && t.shape().length >= 2)
                ? method("fp8", "e4m3", 8)
                : Optional.empty();
    }

    private static boolean any(List<Tensor> tensors, Predicate<Tensor> test) {
        return tensors.stream().anyMatch(test);
    }

    private static Optional<Quantization> method(String method, String detail, double bits) {
        return Optional.of(new Quantization(
                method, Optional.of(detail).filter(d -> !d.isEmpty()), Optional.of(bits), Optional.empty()));
    }
}
