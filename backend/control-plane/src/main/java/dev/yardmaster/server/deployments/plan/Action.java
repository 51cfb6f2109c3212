package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.server.placement.DeviceGrant;
import java.util.Optional;

/** One thing to do, with why. */
public sealed interface Action {
    /** What the action is about. */
    sealed interface OnInstance extends Action {
        String id();

        String sentence();
    }

    record Create(String id, int revision, String sentence) implements OnInstance {}

    record Place(String id, String node, Optional<DeviceGrant> devices, String sentence) implements OnInstance {}

    /** It stays Pending, and this is why now. */
    record StillPending(String id, String sentence) implements OnInstance {}

    record Stop(String id, InstanceReason reason, String sentence) implements OnInstance {}

    /** Nothing is left of it, or nothing that could be waited for; it leaves its node's assignment too. */
    record Forget(String id, InstanceReason reason, String sentence) implements OnInstance {}

    record MarkUnreachable(String id, String sentence) implements OnInstance {}

    record MarkReachable(String id, String sentence) implements OnInstance {}

    /** A deployment that is being deleted has no instance left. */
    record Finish() implements Action {}
}
