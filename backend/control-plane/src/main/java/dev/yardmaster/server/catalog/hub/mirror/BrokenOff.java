package dev.yardmaster.server.catalog.hub.mirror;

import java.io.IOException;

/** An answer that was begun cannot be finished: cut the connection, so that nobody takes it for whole. */
public final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOff(RuntimeException cause) {
        super("broken off: " + cause.getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
