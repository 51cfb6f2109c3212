package dev.yardmaster.contract.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.engine.EngineStart;
import java.util.List;
import java.util.Optional;

/**
 * What an agent sees of one instance.
 *
 * @param endpoint base URL of its engine; absent where there is none, as for a rank of a group that answers no requests
 * @param progress of fetching, pulling or loading, while one of them goes on
 * @param restarts engine processes that ended without being asked to
 * @param adapters that it has or should have
 * @param start of the engine that runs; absent where none does
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Observation(
        String instanceId,
        Condition condition,
        Optional<String> endpoint,
        Optional<Progress> progress,
        int restarts,
        List<InstanceAdapter> adapters,
        Optional<EngineStart> start) {
    public Observation {
        adapters = adapters == null ? List.of() : List.copyOf(adapters);
        start = start == null ? Optional.empty() : start;
    }

    /** Without adapters. */
    public Observation(
            String instanceId,
            Condition condition,
            Optional<String> endpoint,
            Optional<Progress> progress,
            int restarts) {
        this(instanceId, condition, endpoint, progress, restarts, List.of(), Optional.empty());
    }

    /** Names of adapters that can be asked for. */
    @JsonIgnore
    public List<String> loaded() {
        return adapters.stream()
                .filter(a -> a.state() == InstanceAdapter.State.LOADED)
                .map(InstanceAdapter::name)
                .toList();
    }
}
