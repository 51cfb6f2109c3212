package dev.yardmaster.gateway.metrics;

import java.time.Duration;

/**
 * The state of the route table at a scrape.
 *
 * @param version 0 while there is none
 * @param age since the server was last heard to say that this is the current one
 * @param refused tables that were refused since the start
 * @param ejected instances that get no requests at the moment because they failed
 */
public record TableFacts(long version, Duration age, boolean serverAnswers, long refused, int ejected) {}
