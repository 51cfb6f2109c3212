package dev.yardmaster.engine.llama;

/** An adapter file that cannot be used with this model; the message says why. */
public final class UnusableAdapterException extends RuntimeException {
    UnusableAdapterException(String message) {
        super(message);
    }
}
