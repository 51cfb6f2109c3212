package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.Executables;
import dev.yardmaster.agent.engine.LaunchProblem;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;

/** On a node without a container runtime nothing has to be pulled: what can be started is there. */
record ImagesNeverNeeded(Executables executables) implements Preparation {
    @Override
    public Status status(Launch launch) {
        try {
            return executables.container(launch).isEmpty()
                    ? new Ready()
                    : new Refused(InstanceReason.EXECUTABLE_MISSING, "This node starts no containers.", true);
        } catch (LaunchProblem e) {
            return new Refused(e.reason(), e.sentence(), true);
        }
    }
}
