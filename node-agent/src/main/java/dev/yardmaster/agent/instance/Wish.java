package dev.yardmaster.agent.instance;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;

/** What should become of an instance. */
public sealed interface Wish {
    /**
     * It should run.
     *
     * @param startDeadline from launch to the first good probe
     * @param failuresToUnready bad probes in a row that take it out
     * @param fetchDeadline how long fetching its weights may take
     * @param keyKnown its engine key is known, without which it cannot be launched
     * @param upToDate what runs was launched as it should run now
     */
    record Run(
            Duration startDeadline, int failuresToUnready, Duration fetchDeadline, boolean keyKnown, boolean upToDate)
            implements Wish {}

    /**
     * It should end.
     *
     * @param drainFor how long running requests may go on
     */
    record Stop(InstanceReason reason, String sentence, Duration drainFor) implements Wish {}
}
