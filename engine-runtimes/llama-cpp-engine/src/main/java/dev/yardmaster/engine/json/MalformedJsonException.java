package dev.yardmaster.engine.json;

/** The bytes are not one JSON document; the message says where. */
public final class MalformedJsonException extends RuntimeException {
    MalformedJsonException(String message) {
        super(message);
    }
}
