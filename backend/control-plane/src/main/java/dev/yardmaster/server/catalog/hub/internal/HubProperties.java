package dev.yardmaster.server.catalog.hub.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the built-in hub takes, and cleaning up in it.
 *
 * @param grace how long content stays that no commit holds, and what an upload left that never ended
 * @param sweep how often it is looked for
 * @param quota {@code YARD_HUB_QUOTA}, of all that was pushed; none where 0
 * @param repositoryQuota {@code YARD_HUB_REPOSITORY_QUOTA}, of all that a repository's commits hold; none where 0
 * @param reserve {@code YARD_HUB_RESERVE}, what is left free on disk
 * @param part from twice this size on files are uploaded in parts of at least this size
 */
@ConfigurationProperties("yard.hub")
public record HubProperties(
        @DefaultValue("24h") Duration grace,
        @DefaultValue("1h") Duration sweep,
        @DefaultValue("0B") DataSize quota,
        @DefaultValue("0B") DataSize repositoryQuota,
        @DefaultValue("1GB") DataSize reserve,
        @DefaultValue("64MB") DataSize part) {
    public HubProperties {
        if (!grace.isPositive() || !sweep.isPositive()) {
            throw new IllegalArgumentException("yard.hub.grace and yard.hub.sweep have to be positive");
        }
        if (quota.isNegative() || repositoryQuota.isNegative() || reserve.isNegative()) {
            throw new IllegalArgumentException("the quotas and the reserve of yard.hub must not be negative");
        }
        if (part.toBytes() < 1) {
            throw new IllegalArgumentException("yard.hub.part has to be positive");
        }
    }
}
