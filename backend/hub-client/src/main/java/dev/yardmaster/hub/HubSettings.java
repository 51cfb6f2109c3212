package dev.yardmaster.hub;

import java.time.Duration;

/**
 * How patient the client is. There is no limit on a whole download, only on silence.
 *
 * @param connectTimeout until a connection stands
 * @param idleTimeout longest silence while reading or writing
 * @param retry what is done about failures that may pass
 */
public record HubSettings(Duration connectTimeout, Duration idleTimeout, RetryPolicy retry) {
    public static final HubSettings DEFAULTS =
            new HubSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), RetryPolicy.DEFAULTS);

    public HubSettings {
        if (!connectTimeout.isPositive() || !idleTimeout.isPositive()) {
            throw new IllegalArgumentException("timeouts must be positive");
        }
    }
}
