package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.time.Duration;

/**
 * Instances that have ended are forgotten, and so are those whose end cannot be waited for: on a silent node, or past
 * the time for draining. An agent stops whatever is no longer assigned to it, whenever it hears of it.
 */
final class Ending implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        draft.all().forEach(i -> end(draft, i));
    }

    private static void end(Draft draft, Seen instance) {
        if (instance.state() == InstanceState.STOPPED && !instance.unreachable()) {
            draft.forget(instance, InstanceReason.EXITED_ON_REQUEST, "it has stopped");
        } else if (!instance.wanted()) {
            endStopping(draft, instance);
        }
    }

    private static void endStopping(Draft draft, Seen instance) {
        Duration limit = draft.wanted.terms(instance).drainFor().plus(draft.policy.agentMargin());
        if (instance.node().isEmpty()) {
            draft.forget(instance, InstanceReason.EXITED_ON_REQUEST, "it was never placed");
        } else if (instance.unreachable()) {
            draft.forget(instance, InstanceReason.LEASE_LOST, "its node is not heard from, and nothing waits for it");
        } else if (!instance.desiredSince().plus(limit).isAfter(draft.now)) {
            draft.forget(
                    instance,
                    InstanceReason.EXITED_ON_REQUEST,
                    "it did not say that it had stopped within " + limit.toSeconds() + " s");
        }
    }
}
