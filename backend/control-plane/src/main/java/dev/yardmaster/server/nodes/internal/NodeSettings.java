package dev.yardmaster.server.nodes.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The agent link's clockwork, {@code yard.nodes.*}.
 *
 * @param leaseEvery how often agents renew
 * @param leaseFor how long a renewal holds; also how long a new leader waits before it lets any lease run out
 * @param rotateEvery how often agents change their credential
 */
@ConfigurationProperties("yard.nodes")
public record NodeSettings(
        @DefaultValue("3s") Duration leaseEvery,
        @DefaultValue("15s") Duration leaseFor,
        @DefaultValue("1d") Duration rotateEvery) {
    public NodeSettings {
        if (!leaseEvery.isPositive() || leaseFor.compareTo(leaseEvery.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "yard.nodes.lease-for must be at least twice yard.nodes.lease-every, which must be positive");
        }
        if (!rotateEvery.isPositive()) {
            throw new IllegalArgumentException("yard.nodes.rotate-every must be positive");
        }
    }
}
