package dev.yardmaster.server.catalog.facts.describe;

import dev.yardmaster.contract.catalog.ModelFacts.Experts;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.config.Family;
import java.util.Optional;

/** Experts of a layer, by all the names that configurations have for them. */
final class ExpertCounts {
    private ExpertCounts() {}

    static Optional<Experts> of(Config c, Family family) {
        Optional<Integer> total = c.positive(
                        "n_routed_experts",
                        "num_experts",
                        "num_local_experts",
                        "moe_num_experts",
                        "n_experts",
                        "ffn_config.moe_num_experts",
                        "moe.num_experts")
                .filter(n -> n > 1);
        Optional<Integer> perToken = c.positive(
                "num_experts_per_tok",
                "num_experts_per_token",
                "experts_per_token",
                "moe_topk",
                "moe_k",
                "moe_top_k",
                "top_k_experts",
                "num_selected_experts",
                "num_experts_per_topk",
                "ffn_config.moe_top_k",
                "moe.num_experts_per_tok");
        return total.flatMap(n -> perToken.map(k -> new Experts(n, Math.min(k, n), shared(c, family))));
    }

    private static Optional<Integer> shared(Config c, Family family) {
        return c.positive("n_shared_experts", "num_shared_experts", "moe_num_shared_experts", "num_shared_expert")
                .or(() -> c.positive("shared_expert_intermediate_size", "shared_intermediate_size", "share_expert_dim")
                        .map(_ -> 1))
                .or(family::sharedExperts);
    }
}
