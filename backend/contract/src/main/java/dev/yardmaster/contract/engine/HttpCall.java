package dev.yardmaster.contract.engine;

import java.util.Set;

/**
 * A request to an engine. In path and body the agent fills in placeholders, in a body as the inside of a JSON string.
 *
 * @param port name of the port, {@code http} for the one that answers requests
 * @param body JSON; empty for none
 * @param fine statuses that mean success; 200 where nothing is said
 */
public record HttpCall(String method, String path, String port, String body, Set<Integer> fine) {
    public HttpCall {
        method = method == null ? "POST" : method;
        port = port == null ? "http" : port;
        body = body == null ? "" : body;
        fine = fine == null || fine.isEmpty() ? Set.of(200) : Set.copyOf(fine);
    }
}
