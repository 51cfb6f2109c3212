package dev.yardmaster.agent.weights.peer;

import java.time.Duration;

/**
 * How long others are waited for.
 *
 * @param contact for the first answer of a node that was just told of, before anything is asked of the origin
 * @param grace for a node that was just told of to begin fetching
 * @param idle for an owner over whose connections nothing comes
 * @param stuck for anything new of a file at all
 * @param stall for the next bytes of a chunk that a peer is giving
 */
record Patience(Duration contact, Duration grace, Duration idle, Duration stuck, Duration stall) {
    static final Patience USUAL = new Patience(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(8));
}
