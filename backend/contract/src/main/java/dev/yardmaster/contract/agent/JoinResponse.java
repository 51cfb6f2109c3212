package dev.yardmaster.contract.agent;

import java.time.Duration;

/**
 * A node's way in from now on.
 *
 * @param credential bearer token for the agent link and the built-in hub
 * @param leaseEvery how often to renew the lease
 * @param leaseFor how long a renewal holds
 * @param rotateEvery how often to fetch a new credential
 */
public record JoinResponse(
        String nodeName, String credential, Duration leaseEvery, Duration leaseFor, Duration rotateEvery) {
    @Override
    public String toString() {
        return "JoinResponse[" + nodeName + "]";
    }
}
