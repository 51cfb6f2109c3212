package dev.yardmaster.server.catalog.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether facts are still to be read.
 *
 * @param at when to try again; empty where they were read
 * @param tries how often that failed in a row
 */
public record FactsDue(Optional<Instant> at, int tries) {
    public static final FactsDue NO = new FactsDue(Optional.empty(), 0);
}
