package dev.yardmaster.agent.journal;

import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.Assignment;

/** Assignments as they may be written to disk: engine keys stay in memory. */
public final class Keyless {
    private Keyless() {}

    public static Assignment of(Assignment assignment) {
        return new Assignment(
                assignment.node(),
                assignment.version(),
                assignment.models(),
                assignment.instances().stream().map(AssignedInstance::keyless).toList());
    }
}
