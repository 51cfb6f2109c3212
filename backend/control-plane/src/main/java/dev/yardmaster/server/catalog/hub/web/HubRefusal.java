package dev.yardmaster.server.catalog.hub.web;

/** A parameter that cannot be. */
final class HubRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HubRefusal(String sentence) {
        super(sentence, null, false, false);
    }
}
