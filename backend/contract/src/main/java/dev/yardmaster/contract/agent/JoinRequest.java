package dev.yardmaster.contract.agent;

import dev.yardmaster.contract.node.Inventory;
import java.util.Map;

/**
 * An agent asks to become a node.
 *
 * @param token one-time, made by {@code yard token create --scope node-join}
 * @param nodeName wanted name, same rules as document names; taken names are refused
 */
public record JoinRequest(
        String token, String nodeName, Map<String, String> labels, String agentVersion, Inventory inventory) {
    public JoinRequest {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    @Override
    public String toString() {
        return "JoinRequest[" + nodeName + "]";
    }
}
