package dev.yardmaster.contract.deployment;

import dev.yardmaster.contract.runtime.RuntimeChoice;
import java.util.List;

/**
 * What a new revision comes to.
 *
 * @param runtime which was chosen, and what was thought of all of them
 * @param nodes where its next instance could go, those that fit first
 */
public record Forecast(RuntimeChoice runtime, List<PlacementVerdict> nodes) {
    public Forecast {
        nodes = List.copyOf(nodes);
    }
}
