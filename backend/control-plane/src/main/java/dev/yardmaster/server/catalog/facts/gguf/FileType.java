package dev.yardmaster.server.catalog.facts.gguf;

import dev.yardmaster.contract.catalog.ModelFacts.Quantization;
import dev.yardmaster.server.catalog.facts.tensors.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a GGUF's weights are packed. */
final class FileType {
    private static final Set<String> WHOLE = Set.of("F32", "F16", "BF16", "F64");
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(2, "Q4_0"),
            Map.entry(3, "Q4_1"),
            Map.entry(7, "Q8_0"),
            Map.entry(8, "Q5_0"),
            Map.entry(9, "Q5_1"),
            Map.entry(10, "Q2_K"),
            Map.entry(11, "Q3_K_S"),
            Map.entry(12, "Q3_K_M"),
            Map.entry(13, "Q3_K_L"),
            Map.entry(14, "Q4_K_S"),
            Map.entry(15, "Q4_K_M"),
            Map.entry(16, "Q5_K_S"),
            Map.entry(17, "Q5_K_M"),
            Map.entry(18, "Q6_K"),
            Map.entry(19, "IQ2_XXS"),
            Map.entry(20, "IQ2_XS"),
            Map.entry(21, "Q2_K_S"),
            Map.entry(22, "IQ3_XS"),
            Map.entry(23, "IQ3_XXS"),
            Map.entry(24, "IQ1_S"),
            Map.entry(25, "IQ4_NL"),
            Map.entry(26, "IQ3_S"),
            Map.entry(27, "IQ3_M"),
            Map.entry(28, "IQ2_S"),
            Map.entry(29, "IQ2_M"),
            Map.entry(30, "IQ4_XS"),
            Map.entry(31, "IQ1_M"),
            Map.entry(36, "TQ1_0"),
            Map.entry(37, "TQ2_0"),
            Map.entry(38, "MXFP4"));
    private static final Pattern DIGIT = Pattern.compile("(\\d)");

    private FileType() {}

    /** What most weights are packed in decides whether they are; the file's own word says in which mixture. */
    static Optional<Quantization> of(Optional<Integer> fileType, List<Tensor> tensors) {
        Map<String, Double> weights = new TreeMap<>();
        tensors.forEach(t -> weights.merge(t.dtype(), (double) t.elements(), Double::sum));
        return weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .filter(most -> !WHOLE.contains(most))
                .map(most ->
                        fileType.flatMap(f -> Optional.ofNullable(NAMES.get(f))).orElse(most))
                .map(name -> new Quantization("gguf", Optional.of(name), bits(name), Optional.empty()));
    }

    private static Optional<Double> bits(String name) {
        Matcher m = DIGIT.matcher(name.startsWith("MXFP") ? "4" : name);
        return m.find() ? Optional.of(Double.valueOf(m.group(1))) : Optional.empty();
    }
}
