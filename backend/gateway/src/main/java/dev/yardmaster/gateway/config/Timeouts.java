package dev.yardmaster.gateway.config;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param body for the whole request body to arrive
 * @param connect for an engine to take a connection
 * @param firstByte from the request to the first byte of an engine's answer
 * @param idle between two pieces of an answer, and for a client to go on reading
 * @param total for the whole request
 * @param drain for requests in flight when the gateway is asked to stop
 */
public record Timeouts(
        Duration body, Duration connect, Duration firstByte, Duration idle, Duration total, Duration drain) {}
