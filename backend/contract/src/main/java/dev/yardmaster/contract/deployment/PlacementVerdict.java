package dev.yardmaster.contract.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What placement thinks of one node.
 *
 * @param fits whether an instance could go there
 * @param score higher is better; 0 where it does not fit
 * @param why sentences with numbers: the rejections where it does not fit, the score's parts where it does
 * @param engine how an engine would run there: split over devices, memory, kernel profiles
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlacementVerdict(
        String node,
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean fits,
        @JsonInclude(JsonInclude.Include.ALWAYS) int score,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<String> why,
        List<String> engine) {
    public PlacementVerdict {
        why = List.copyOf(why);
        engine = engine == null ? List.of() : List.copyOf(engine);
    }

    public PlacementVerdict(String node, boolean fits, int score, List<String> why) {
        this(node, fits, score, why, List.of());
    }
}
