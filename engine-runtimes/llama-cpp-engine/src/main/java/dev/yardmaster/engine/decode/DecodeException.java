package dev.yardmaster.engine.decode;

/** A decode call has failed for all sequences in it. */
public final class DecodeException extends RuntimeException {
    public DecodeException(String message) {
        super(message);
    }
}
