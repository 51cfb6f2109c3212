package dev.yardmaster.gateway.routes;

/** A route table that cannot be served; the one before stays in use. The message names the field. */
public final class BadTable extends RuntimeException {
    public BadTable(String message) {
        super(message);
    }
}
