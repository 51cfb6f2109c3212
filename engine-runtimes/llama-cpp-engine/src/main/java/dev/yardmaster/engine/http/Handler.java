package dev.yardmaster.engine.http;

/** Answers requests, each on a virtual thread of its own. */
public interface Handler {
    void handle(Exchange exchange);
}
