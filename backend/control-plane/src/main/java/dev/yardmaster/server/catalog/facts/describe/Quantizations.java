package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.contract.catalog.ModelFacts.Quantization;
import dev.yardmaster.server.catalog.facts.config.Config;
import java.util.Locale;
import java.util.Optional;

/** How weights are packed, as {@code quantization_config} and its relatives say it. */
final class Quantizations {
    private Quantizations() {}

    /** Of {@code config.json}. */
    static Optional<Quantization> of(Config config) {
        Config q = config.at("quantization_config").isEmpty()
                ? config.at("compression_config")
                : config.at("quantization_config");
        if (!q.isEmpty()) {
            return Optional.of(stated(q));
        }
        Config mlx = config.at("quantization");
        return mlx.positive("bits").map(b -> new Quantization("mlx", Optional.empty(), bits(b), group(mlx)));
    }

    /** Of {@code quantize_config.json}, {@code quant_config.json} and ModelOpt's {@code hf_quant_config.json}. */
    static Optional<Quantization> beside(Config file, String fallback) {
        Config modelopt = file.at("quantization");
        if (modelopt.text("quant_algo").isPresent()) {
            return Optional.of(modelOpt(modelopt));
        }
        return file.positive("bits", "w_bit")
                .map(b -> new Quantization(
                        file.text("quant_method").orElse(fallback),
                        file.text("checkpoint_format", "version").map(Quantizations::lower),
                        bits(b),
                        group(file)));
    }

    private static Quantization stated(Config q) {
        String method =
                q.text("quant_method", "quant_algo").map(Quantizations::lower).orElse("unknown");
        return switch (method) {
            case "awq" -> new Quantization(method, q.text("version").map(Quantizations::lower), width(q, 4), group(q));
            case "gptq" -> new Quantization(method, q.text("checkpoint_format"), width(q, 4), group(q));
            case "fp8", "fbgemm_fp8" ->
                new Quantization(
                        "fp8", q.text("fmt").or(() -> Optional.of("e4m3")), bits(8), q.positive("weight_block_size"));
            case "mxfp4" -> new Quantization(method, Optional.empty(), bits(4), Optional.of(32));
            case "bitsandbytes" -> bitsAndBytes(q);
            case "compressed-tensors" -> compressed(q);
            case "modelopt", "modelopt_fp4", "fp4", "nvfp4" -> modelOpt(q);
            default ->
                new Quantization(
                        method,
                        q.text("format", "version", "checkpoint_format", "packing_format"),
                        q.number("bits", "w_bit", "num_bits", "weight_bits", "nbits"),
                        group(q));
        };
    }

    private static Quantization bitsAndBytes(Config q) {
        return q.flag("load_in_8bit", "_load_in_8bit").orElse(false)
                ? new Quantization("bitsandbytes", Optional.of("int8"), bits(8), Optional.empty())
                : new Quantization(
                        "bitsandbytes",
                        q.text("bnb_4bit_quant_type").or(() -> Optional.of("fp4")),
                        bits(4),
                        Optional.of(64));
    }

    private static Quantization compressed(Config q) {
        Config groups = q.at("config_groups");
        Config first = groups.names().stream()
                .sorted()
                .map(groups::at)
                .filter(g -> !g.at("weights").isEmpty())
                .findFirst()
                .orElse(Config.empty());
        Config weights = first.at("weights");
        Optional<Integer> width = weights.positive("num_bits");
        Optional<String> format = q.text("format").filter(f -> f.contains("fp4"));
        Optional<String> scheme = width.map(b -> "w" + b + "a"
                + first.at("input_activations").positive("num_bits").orElse(16));
        return new Quantization(
                "compressed-tensors",
                format.or(() -> scheme).or(() -> q.text("format")),
                width.map(Integer::doubleValue),
                weights.positive("group_size"));
    }

    private static Quantization modelOpt(Config q) {
        String algorithm = q.text("quant_algo", "quant_method").orElse("").toUpperCase(Locale.ROOT);
        Optional<String> by = Optional.of("modelopt");
        return switch (algorithm) {
            case "NVFP4", "NVFP4_AWQ", "FP4", "MODELOPT_FP4" ->
                new Quantization("nvfp4", by, bits(4), group(q).or(() -> Optional.of(16)));
            case "FP8", "FP8_PB_WO", "FP8_PER_CHANNEL_PER_TOKEN", "MODELOPT" ->
                new Quantization("fp8", by, bits(8), group(q));
            default -> new Quantization("modelopt", Optional.of(lower(algorithm)), Optional.empty(), group(q));
        };
    }

    private static Optional<Double> width(Config q, int fallback) {
        return bits(q.positive("bits", "w_bit").orElse(fallback));
    }

    private static Optional<Integer> group(Config q) {
        return q.positive("group_size", "q_group_size");
    }

    private static Optional<Double> bits(double bits) {
        return Optional.of(bits);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
