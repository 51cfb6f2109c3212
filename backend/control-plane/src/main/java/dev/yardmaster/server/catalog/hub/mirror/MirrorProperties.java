package dev.yardmaster.server.catalog.hub.mirror;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which hub is mirrored.
 *
 * @param upstream {@code YARD_HUB_UPSTREAM}, for instance {@code https://huggingface.co}; none where empty
 * @param tokenFile {@code YARD_HUB_UPSTREAM_TOKEN_FILE}, a file with the token to use there; read each time
 * @param ttl how long a branch is taken to stand for the commit that it stood for
 * @param quota {@code YARD_HUB_CACHE_QUOTA}, of the content that is kept; what was used longest ago goes first
 * @param silence how long the upstream may say nothing
 * @param segment a file is fetched from several places at once where clients read that far apart
 */
@ConfigurationProperties("yard.mirror")
record MirrorProperties(
        @DefaultValue("") String upstream,
        @DefaultValue("") String tokenFile,
        @DefaultValue("60s") Duration ttl,
        @DefaultValue("100GB") DataSize quota,
        @DefaultValue("30s") Duration silence,
        @DefaultValue("16MB") DataSize segment) {
    MirrorProperties {
        if (ttl.isNegative() || !silence.isPositive() || quota.toBytes() < 1 || segment.toBytes() < 1) {
            throw new IllegalArgumentException(
                    "yard.mirror.ttl must not be negative, yard.mirror.silence, quota and segment have to be positive");
        }
    }
}
