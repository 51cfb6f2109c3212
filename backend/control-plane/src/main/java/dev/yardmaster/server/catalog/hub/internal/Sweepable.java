package dev.yardmaster.server.catalog.hub.internal;

import java.io.IOException;
import java.time.Instant;

/** A place of the hub on this server's disk in which things may be left over. */
public interface Sweepable {
    /** Removes what nothing needs and nobody touched since; says how much. */
    int sweep(Instant before) throws IOException;
}
