package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.server.deployments.plan.Policy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The loop's patience, {@code yard.deployments.*}; see {@link Policy} for what each means.
 *
 * @param resync how often everything is looked at without news; no deadline is kept more precisely than this
 */
@ConfigurationProperties("yard.deployments")
record DeploymentSettings(
        @DefaultValue("5s") Duration resync,
        @DefaultValue("1") int surge,
        @DefaultValue("8") int starting,
        @DefaultValue("30s") Duration lostAfter,
        @DefaultValue("1h") Duration forgottenAfter,
        @DefaultValue("15s") Duration roomAfter,
        @DefaultValue("60s") Duration agentMargin) {
    DeploymentSettings {
        if (!resync.isPositive() || surge < 1 || starting < 1) {
            throw new IllegalArgumentException(
                    "yard.deployments.resync, yard.deployments.surge and yard.deployments.starting must be positive");
        }
        if (lostAfter.isNegative() || roomAfter.isNegative() || agentMargin.isNegative()) {
            throw new IllegalArgumentException("the times of yard.deployments must not be negative");
        }
        if (forgottenAfter.compareTo(lostAfter) < 0) {
            throw new IllegalArgumentException(
                    "yard.deployments.forgotten-after must not be shorter than yard.deployments.lost-after");
        }
    }

    Policy policy() {
        return new Policy(surge, starting, lostAfter, forgottenAfter, roomAfter, agentMargin);
    }
}
