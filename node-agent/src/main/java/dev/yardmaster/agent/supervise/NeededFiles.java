package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.weights.ModelStatus;
import dev.yardmaster.agent.weights.WeightsStore;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.engine.AdapterAbility;
import java.util.stream.Stream;

/** Files without which an instance cannot be launched: its model's, and those of adapters that must be there at the start. */
final class NeededFiles {
    private NeededFiles() {}

    /** The model's where it is held and nothing else is missing; otherwise what is missing. */
    static ModelStatus status(WeightsStore weights, AssignedInstance instance) {
        ModelStatus model = weights.status(instance.modelKey());
        boolean early = instance.launch().adapters().when() == AdapterAbility.When.AT_START;
        if (!early || !(model instanceof ModelStatus.Held)) {
            return model;
        }
        return instance.adapters().stream()
                .map(a -> weights.status(a.modelKey()))
                .filter(s -> !(s instanceof ModelStatus.Held))
                .findFirst()
                .orElse(model);
    }

    static Stream<String> keys(AssignedInstance instance) {
        return Stream.concat(
                Stream.of(instance.modelKey()), instance.adapters().stream().map(AssignedAdapter::modelKey));
    }
}
