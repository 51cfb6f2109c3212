package dev.yardmaster.server.catalog.hub.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Cleaning up in the built-in hub.
 *
 * @param grace how long content stays that no commit holds
 * @param sweep how often it is looked for
 */
@ConfigurationProperties("yard.hub")
record HubProperties(
        @DefaultValue("24h") Duration grace,
        @DefaultValue("1h") Duration sweep) {
    HubProperties {
        if (!grace.isPositive() || !sweep.isPositive()) {
            throw new IllegalArgumentException("yard.hub.grace and yard.hub.sweep have to be positive");
        }
    }
}
