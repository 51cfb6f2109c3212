package dev.yardmaster.agent.link;

import java.time.Duration;
import java.time.Instant;

/**
 * This node's place at its server.
 *
 * @param credential bearer token
 * @param issuedAt when this agent got it
 * @param usedToken SHA-256 of the join token that brought it, so that it is not tried again
 */
record NodeCredential(
        String nodeName,
        String credential,
        Duration leaseEvery,
        Duration rotateEvery,
        Instant issuedAt,
        String usedToken) {

    NodeCredential next(String rotated, Instant now) {
        return new NodeCredential(nodeName, rotated, leaseEvery, rotateEvery, now, usedToken);
    }

    Instant rotateAt() {
        return issuedAt.plus(rotateEvery);
    }

    @Override
    public String toString() {
        return "NodeCredential[" + nodeName + "]";
    }
}
