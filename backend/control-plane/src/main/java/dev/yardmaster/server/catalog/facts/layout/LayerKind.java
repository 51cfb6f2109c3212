package dev.yardmaster.server.catalog.facts.layout;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one layer does with the tokens before. */
enum LayerKind {
    FULL,
    SLIDING,
    CHUNKED,
    RECURRENT,
    /** Attention and a state side by side. */
    BOTH,
    NONE;

    private static final Map<LayerKind, List<String>> WORDS = Map.of(
            FULL,
                    List.of(
                            "full_attention",
                            "attention",
                            "attn",
                            "full",
                            "global",
                            "global_attention",
                            "indexed_attention",
                            "minimax_m3_sparse"),
            SLIDING,
                    List.of(
                            "sliding_attention",
                            "sliding_window_attention",
                            "sliding_window",
                            "sliding",
                            "swa",
                            "local",
                            "local_attention"),
            CHUNKED, List.of("chunked_attention"),
            RECURRENT,
                    List.of(
                            "linear_attention",
                            "mamba",
                            "mamba2",
                            "recurrent",
                            "conv",
                            "short_conv",
                            "jet",
                            "gated_deltanet",
                            "gdn",
                            "kda",
                            "lightning",
                            "lightning_attention"),
            BOTH, List.of("hybrid"),
            NONE, List.of("mlp", "moe", "ffn", "none", "no_op"));

    /** As configurations call it. */
    static Optional<LayerKind> of(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(e -> e.getValue().contains(lower))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** One letter of a hybrid model's pattern. */
    static Optional<LayerKind> of(char letter) {
        return switch (letter) {
            case 'M' -> Optional.of(RECURRENT);
            case '*' -> Optional.of(FULL);
            case '-', 'E' -> Optional.of(NONE);
            default -> Optional.empty();
        };
    }
}
