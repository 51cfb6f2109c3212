package dev.yardmaster.server.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether the server sees a cluster. The client is made when somebody first asks. */
final class ClusterSight implements AutoCloseable {
    private final Supplier<Optional<KubernetesClient>> source;
    private Optional<KubernetesClient> client = Optional.empty();

    ClusterSight(Supplier<Optional<KubernetesClient>> source) {
        this.source = source;
    }

    /** What is seen. */
    sealed interface Sight {
        /** No cluster is meant. */
        record Off() implements Sight {}

        record Reachable(String version) implements Sight {}

        record Unreachable(String reason) implements Sight {}
    }

    Sight look() {
        try {
            return client().<Sight>map(ClusterSight::version).orElseGet(Sight.Off::new);
        } catch (RuntimeException e) {
            return new Sight.Unreachable(reason(e));
        }
    }

    private synchronized Optional<KubernetesClient> client() {
        if (client.isEmpty()) {
            client = source.get();
        }
        return client;
    }

    private static Sight version(KubernetesClient client) {
        VersionInfo version = client.getKubernetesVersion();
        return new Sight.Reachable(version.getMajor() + "." + version.getMinor());
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e instanceof KubernetesClientException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public synchronized void close() {
        client.ifPresent(KubernetesClient::close);
        client = Optional.empty();
    }
}
