package dev.yardmaster.server.nodes.internal;

import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.server.nodes.EngineLoads;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Loads in memory: one small map for each node that is heard from, replaced by every heartbeat. */
@Component
class HeardLoads implements EngineLoads {
    private static final int MOST_INSTANCES = 1_000;

    private final Map<String, Heard> byNode = new ConcurrentHashMap<>();
    private final NodeSettings settings;
    private final Clock clock;

    private record Heard(Map<String, Load> loads, Instant until) {}

    HeardLoads(NodeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** A node that claims too much is not believed at all. */
    void heard(String node, Map<String, Load> loads) {
        if (loads.isEmpty() || loads.size() > MOST_INSTANCES) {
            byNode.remove(node);
        } else {
            byNode.put(node, new Heard(loads, clock.instant().plus(settings.leaseFor())));
        }
    }

    @Override
    public Optional<Load> of(String node, String instanceId) {
        return Optional.ofNullable(byNode.get(node))
                .filter(h -> clock.instant().isBefore(h.until()))
                .map(h -> h.loads().get(instanceId));
    }
}
