package dev.yardmaster.server.deployments.plan;

import java.time.Duration;

/**
 * Limits and patience of the planner.
 *
 * @param surge instances above the wanted number while a rollout runs
 * @param starting instances of a deployment that may be on their way up at the same time
 * @param lostAfter how long an instance on a silent node is waited for before it is replaced
 * @param forgottenAfter how long it is kept at most when its replacement does not come up
 * @param roomAfter how long a rollout waits for room before it stops an instance that answers
 * @param agentMargin what agents get on top of their own deadlines before the planner acts
 */
public record Policy(
        int surge,
        int starting,
        Duration lostAfter,
        Duration forgottenAfter,
        Duration roomAfter,
        Duration agentMargin) {
    public static final Policy DEFAULTS = new Policy(
            1, 8, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(15), Duration.ofSeconds(60));
}
