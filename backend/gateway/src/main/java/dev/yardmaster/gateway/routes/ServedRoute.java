package dev.yardmaster.gateway.routes;

import dev.yardmaster.gateway.metrics.Series;
import java.time.Instant;
import java.util.List;

/**
 * A route as requests use it.
 *
 * @param targets those that may get requests: with a weight and at least one engine
 */
public record ServedRoute(
        String name, String project, Instant createdAt, List<ServedTarget> targets, WeightedTurn turn, Series series) {

    /** A fresh selection for one request, with its revision already chosen. */
    public Selection select() {
        return new Selection(targets, turn.next(targets));
    }
}
