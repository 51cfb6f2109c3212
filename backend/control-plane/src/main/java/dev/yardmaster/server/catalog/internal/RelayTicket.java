package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.document.Kind;
import java.time.Instant;

/**
 * Lets a node read one file through the server.
 *
 * @param until not after that
 */
record RelayTicket(Kind kind, String name, String path, Instant until) {
    /** What addresses with tickets start with. */
    static final String PATH = "/agent/v1/relay/";
}
