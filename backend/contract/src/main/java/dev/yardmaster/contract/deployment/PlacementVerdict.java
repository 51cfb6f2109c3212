package dev.yardmaster.contract.deployment;

import java.util.List;

/**
 * What placement thinks of one node.
 *
 * @param fits whether an instance could go there
 * @param score higher is better; 0 where it does not fit
 * @param why sentences with numbers: the rejections where it does not fit, the score's parts where it does
 */
public record PlacementVerdict(String node, boolean fits, int score, List<String> why) {
    public PlacementVerdict {
        why = List.copyOf(why);
    }
}
