package dev.yardmaster.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.server.kubernetes.ClusterSight.Sight;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterSightTest {
    @Test
    void offWhereNoClusterIsMeant() {
        try (ClusterSight cluster = new ClusterSight(Optional::empty)) {
            assertThat(cluster.look()).isEqualTo(new Sight.Off());
            assertThat(ClusterInfo.details(cluster.look())).isEqualTo(Map.of("state", "off"));
        }
    }

    @Test
    void aClusterThatAnswersIsSeenWithItsVersion() throws Exception {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/version", exchange -> {
            byte[] body = "{\"major\":\"1\",\"minor\":\"34\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
        try (ClusterSight cluster = sight(api.getAddress().getPort())) {
            assertThat(cluster.look()).isEqualTo(new Sight.Reachable("1.34"));
        } finally {
            api.stop(0);
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaidToBeOutOfReach() {
        try (ClusterSight cluster = sight(1)) {
            assertThat(cluster.look()).isInstanceOf(Sight.Unreachable.class);
            assertThat(ClusterInfo.details(cluster.look())).containsEntry("state", "unreachable");
        }
    }

    private static ClusterSight sight(int port) {
        return new ClusterSight(() -> Optional.of(client(port)));
    }

    private static KubernetesClient client(int port) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl("http://127.0.0.1:" + port)
                        .withConnectionTimeout(2000)
                        .withRequestTimeout(2000)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }
}
