package dev.yardmaster.gateway.routes;

import dev.yardmaster.gateway.routes.HealthState.Standing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compiled route table: never changed, read by all event loops. */
public final class Routes {
    /** Where an engine is known by, across tables. */
    record InstanceKey(String id, String url) {}

    static final Routes NONE = new Routes(0, Instant.EPOCH, Map.of(), Map.of(), Map.of());

    private final long version;
    private final Instant madeAt;
    private final Map<String, ServedRoute> routes;
    private final Map<KeyHash, Caller> callers;
    private final Map<InstanceKey, InstanceState> states;

    Routes(
            long version,
            Instant madeAt,
            Map<String, ServedRoute> routes,
            Map<KeyHash, Caller> callers,
            Map<InstanceKey, InstanceState> states) {
        this.version = version;
        this.madeAt = madeAt;
        this.routes = Map.copyOf(routes);
        this.callers = Map.copyOf(callers);
        this.states = Map.copyOf(states);
    }

    public long version() {
        return version;
    }

    public Instant madeAt() {
        return madeAt;
    }

    public Optional<ServedRoute> route(String name) {
        return Optional.ofNullable(routes.get(name));
    }

    public Optional<Caller> caller(KeyHash hash) {
        return Optional.ofNullable(callers.get(hash));
    }

    /** By name. */
    public List<ServedRoute> visibleTo(Caller caller) {
        return routes.values().stream()
                .filter(caller::sees)
                .sorted(Comparator.comparing(ServedRoute::name))
                .toList();
    }

    /** Instances that get no requests now because they failed. */
    public int ejected(long now) {
        return (int) states.values().stream()
                .filter(state -> state.standing(now) == Standing.EJECTED)
                .count();
    }

    Map<InstanceKey, InstanceState> states() {
        return states;
    }
}
