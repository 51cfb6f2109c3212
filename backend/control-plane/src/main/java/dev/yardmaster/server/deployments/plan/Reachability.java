package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import java.util.Optional;

/** Instances follow their nodes: gone with a forgotten one, unreachable with a silent one, and back again. */
final class Reachability implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        draft.those(i -> i.node().isPresent()).forEach(i -> follow(draft, i, draft.node(i)));
    }

    private static void follow(Draft draft, Seen instance, Optional<NodeSeen> node) {
        String name = instance.node().orElseThrow();
        if (node.isEmpty()) {
            draft.forget(instance, InstanceReason.NODE_GONE, name + " has been forgotten");
        } else if (!node.get().candidate().reachable() && !instance.unreachable()) {
            draft.mark(instance, false, name + " is not heard from");
        } else if (node.get().candidate().reachable() && instance.unreachable()) {
            draft.mark(instance, true, name + " is heard from again");
        }
    }
}
