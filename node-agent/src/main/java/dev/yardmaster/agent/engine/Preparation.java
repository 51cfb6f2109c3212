package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;

/** What must be on the node before an engine can be launched, beside weights. Level-triggered: ask until it is ready. */
public interface Preparation {
    /** Looks, and sets what is missing on its way. Never waits for a download. */
    Status status(Launch launch);

    /** How far it is. */
    sealed interface Status {}

    /** It can be launched. */
    record Ready() implements Status {}

    /**
     * An image is on its way.
     *
     * @param progress in bytes of the layers that are known so far; a total of 0 where the runtime does not say
     */
    record Pulling(String sentence, Progress progress) implements Status {}

    /** Compiled kernels are asked for at other nodes. */
    record Borrowing(String sentence) implements Status {}

    /**
     * It cannot be launched on this node as it is.
     *
     * @param lasting trying again soon would come to the same
     */
    record Refused(InstanceReason reason, String sentence, boolean lasting) implements Status {}
}
