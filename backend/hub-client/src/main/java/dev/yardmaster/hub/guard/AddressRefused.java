package dev.yardmaster.hub.guard;

import java.net.UnknownHostException;

/** An address leads where it must not; trying again does not help. The message is a sentence and holds no secret. */
public final class AddressRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    AddressRefused(String message) {
        super(message);
    }
}
