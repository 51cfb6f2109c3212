package dev.yardmaster.engine.http;

import java.util.List;

/**
 * One request and its answer: either {@link #respond} once, or {@link #send} any number of times and {@link #finish}.
 * Once the client has left all of these do nothing.
 */
public interface Exchange {
    Request request();

    void respond(Response response);

    /** Sends server-sent events in one write, and waits while the client reads too slowly, up to a limit. */
    void send(List<String> events);

    /** Ends the event stream. */
    void finish();

    /** Runs once when the client leaves before the answer is complete, at once if it has left already. */
    void onClientGone(Runnable action);
}
