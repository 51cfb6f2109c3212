package dev.yardmaster.ui.models;

import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.ui.parts.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Facts as people say them. */
final class FactWords {
    private FactWords() {}

    /** What is known, by name, in the order that people look for it. */
    static Map<String, String> of(ModelFacts facts) {
        Map<String, String> words = new LinkedHashMap<>();
        put(words, "Architecture", facts.architecture());
        put(words, "Family", facts.family());
        put(words, "Parameters", facts.parameters().map(Words::parameters));
        put(words, "Active per token", facts.activeParameters().map(Words::parameters));
        put(words, "Quantisation", facts.quantization().map(FactWords::quantization));
        put(words, "Stored as", facts.dtype());
        put(words, "Context", facts.contextLength().map(c -> Words.tokens(c) + " tokens"));
        put(words, "Rope scaling", facts.ropeScaling().map(FactWords::rope));
        put(words, "Layers", facts.layers().map(String::valueOf));
        put(words, "Heads", heads(facts));
        put(words, "Experts", facts.experts().map(e -> e.perToken() + " of " + e.total() + " per token"));
        put(words, "Cache per token", cache(facts.attention()));
        put(words, "Capabilities", Optional.of(capabilities(facts)).filter(c -> !c.isEmpty()));
        put(words, "Chat template", facts.chatTemplate().map(ModelFacts.ChatTemplate::file));
        put(words, "Licence", facts.licence());
        put(words, "Gated", facts.gated().map(g -> g ? "its terms have to be accepted" : "no"));
        return words;
    }

    private static void put(Map<String, String> words, String name, Optional<String> value) {
        value.ifPresent(v -> words.put(name, v));
    }

    /** The variant's own name where there is one. */
    static String quantization(ModelFacts.Quantization quantization) {
        String bits = quantization
                .bits()
                .filter(_ -> quantization.detail().isEmpty())
                .map(b -> ", " + (b % 1 == 0 ? String.valueOf(b.intValue()) : String.valueOf(b)) + " bit")
                .orElse("");
        return quantization.method() + quantization.detail().map(d -> " " + d).orElse("") + bits;
    }

    private static String rope(ModelFacts.RopeScaling rope) {
        return rope.type()
                + rope.factor().map(f -> " × " + f).orElse("")
                + rope.originalContextLength()
                        .map(o -> " from " + Words.tokens(o))
                        .orElse("");
    }

    private static Optional<String> heads(ModelFacts facts) {
        return facts.attentionHeads()
                .map(a -> a
                        + facts.keyValueHeads()
                                .filter(k -> !k.equals(a))
                                .map(k -> ", " + k + " of keys and values")
                                .orElse(""));
    }

    private static Optional<String> cache(List<AttentionLayers> attention) {
        if (attention.isEmpty()) {
            return Optional.empty();
        }
        long bytes =
                attention.stream().mapToLong(AttentionLayers::bytesPerToken).sum();
        String layers = attention.stream()
                .map(a -> a.layers() + " " + Words.of(a.type()).toLowerCase(java.util.Locale.ROOT)
                        + a.window().map(w -> " of " + Words.tokens(w)).orElse(""))
                .collect(Collectors.joining(", "));
        return Optional.of(Words.bytes(bytes) + " (" + layers + ")");
    }

    static String capabilities(ModelFacts facts) {
        return facts.capabilities().stream().sorted().map(FactWords::word).collect(Collectors.joining(", "));
    }

    static String word(Capability capability) {
        return Words.of(capability).toLowerCase(java.util.Locale.ROOT);
    }
}
