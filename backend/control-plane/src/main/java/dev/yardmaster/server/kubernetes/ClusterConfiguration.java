package dev.yardmaster.server.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds out which cluster is meant: the one of the given kubeconfig, the one that the server runs in, or none. */
@Configuration(proxyBeanMethods = false)
class ClusterConfiguration {
    private static final int TIMEOUT_MILLIS = 2_000;

    @Bean(destroyMethod = "close")
    ClusterSight clusterSight(
            @Value("${yard.kubeconfig:}") String kubeconfig, @Value("${KUBERNETES_SERVICE_HOST:}") String inCluster) {
        return new ClusterSight(() -> client(kubeconfig, inCluster));
    }

    private static Optional<KubernetesClient> client(String kubeconfig, String inCluster) {
        if (kubeconfig.isBlank() && inCluster.isBlank()) {
            return Optional.empty();
        }
        Config found = kubeconfig.isBlank() ? Config.autoConfigure(null) : Config.fromKubeconfig(new File(kubeconfig));
        Config config = new ConfigBuilder(found)
                .withConnectionTimeout(TIMEOUT_MILLIS)
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        return Optional.of(new KubernetesClientBuilder().withConfig(config).build());
    }
}
