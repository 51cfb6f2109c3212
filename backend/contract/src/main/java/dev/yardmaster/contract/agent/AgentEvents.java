package dev.yardmaster.contract.agent;

import java.util.List;

/** Events of one node, oldest first, at most 100 at once. */
public record AgentEvents(List<AgentEvent> events) {
    public AgentEvents {
        events = List.copyOf(events);
    }
}
