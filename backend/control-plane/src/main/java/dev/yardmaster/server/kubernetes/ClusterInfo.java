package dev.yardmaster.server.kubernetes;

import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Says in {@code /actuator/info} whether a cluster is seen. A cluster out of reach does not make the server unwell. */
@Component
class ClusterInfo implements InfoContributor {
    private final ClusterSight cluster;

    ClusterInfo(ClusterSight cluster) {
        this.cluster = cluster;
    }

    @Override
    public void contribute(Info.Builder builder) {
        builder.withDetail("kubernetes", details(cluster.look()));
    }

    static Map<String, String> details(ClusterSight.Sight sight) {
        return switch (sight) {
            case ClusterSight.Sight.Off() -> Map.of("state", "off");
            case ClusterSight.Sight.Reachable(String version) -> Map.of("state", "reachable", "version", version);
            case ClusterSight.Sight.Unreachable(String reason) -> Map.of("state", "unreachable", "reason", reason);
        };
    }
}
