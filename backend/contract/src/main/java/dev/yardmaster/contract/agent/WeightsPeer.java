package dev.yardmaster.contract.agent;

import java.net.URI;

/**
 * Another node to fetch weights from.
 *
 * @param base address of its agent's port
 * @param ticket bearer token for that agent and this content, with an end; made by the server, checked by that agent
 *     without asking it
 */
public record WeightsPeer(String node, URI base, String ticket) {
    @Override
    public String toString() {
        return "WeightsPeer[" + node + ", " + base + "]";
    }
}
