package dev.yardmaster.agent.kernels;

import java.io.IOException;

/** Bytes that are no snapshot that may be unpacked here. */
final class BadSnapshot extends IOException {
    private static final long serialVersionUID = 1L;

    BadSnapshot(String message) {
        super(message);
    }
}
