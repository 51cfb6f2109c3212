package dev.yardmaster.gateway.routes;

import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.metrics.Metrics;

/** The route table in use. Written by the feed alone, read by every request through one volatile read. */
public final class CurrentRoutes {
    /** What became of a table that was offered. */
    public enum Outcome {
        TAKEN,
        /** It is the one in use, or an older one. */
        NOTHING_NEW
    }

    private final Metrics metrics;
    private final Ejection ejection;
    private volatile Routes current = Routes.NONE;

    public CurrentRoutes(Metrics metrics, Ejection ejection) {
        this.metrics = metrics;
        this.ejection = ejection;
    }

    public Routes get() {
        return current;
    }

    /** False until the first table, be it from the server or from disk. */
    public boolean isThere() {
        return current != Routes.NONE;
    }

    /**
     * Puts {@code table} into use, unless it is older. One with a lower version counts as newer only when it was made
     * later: then the server was set up anew and counts from the start.
     *
     * @throws BadTable when it cannot be served; the one in use stays
     */
    public synchronized Outcome offer(RouteTable table) {
        TableCheck.check(table);
        boolean newer = table.version() > current.version() || table.madeAt().isAfter(current.madeAt());
        if (isThere() && !newer) {
            return Outcome.NOTHING_NEW;
        }
        current = Compiler.compile(table, current, metrics, ejection);
        return Outcome.TAKEN;
    }
}
