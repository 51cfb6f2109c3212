package dev.yardmaster.gateway.routes;

import dev.yardmaster.gateway.metrics.Series;

/**
 * One engine, ready to be spoken to.
 *
 * @param model the JSON string, quotes included, that the engine wants to read in {@code model}
 * @param authorization the whole header's value
 */
public record Instance(
        String id,
        String revision,
        Address address,
        byte[] model,
        String authorization,
        boolean suspect,
        InstanceState state,
        Series series) {

    /** @param path what comes before {@code /v1}, without a slash at its end */
    public record Address(boolean tls, String host, int port, String path) {}

    @Override
    public String toString() {
        return id + " at " + address.host() + ":" + address.port();
    }
}
