package dev.yardmaster.server.deployments.scenario;

import java.util.stream.IntStream;
import dev.yardmaster.contract.node.Accelerator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RoutePaths;
import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.json.JsonMapper;

/** Words to tell stories with. Each story has a name of its own, which keeps its nodes and instances apart. */
@TestComponent
class Stories {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final TestClient client;
    final JsonMapper json;
    final Deployments deployments;

    Stories(TestClient client, JsonMapper json, Deployments deployments) {
        this.client = client;
        this.json = json;
        this.deployments = deployments;
    }

    Story begin() {
        return new Story("s" + Ids.random(6));
    }

    /** Looks until it holds; fails with what it saw last. */
    static void eventually(Runnable check) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    static List<Accelerator> h100s(int number, String driver) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Accelerator(
                        Accelerator.Vendor.NVIDIA,
                        i,
                        "GPU-" + i,
                        "NVIDIA H100 80GB HBM3",
                        80L << 30,
                        80L << 30,
                        "9.0",
                        driver))
                .toList();
    }

    final class Story implements AutoCloseable {
        final String name;
        private final List<FakeAgent> agents = new CopyOnWriteArrayList<>();
        private String gatewayToken = "";

        Story(String name) {
            this.name = name;
        }

        FakeAgent node(String letter) {
            return node(letter, 16L << 30);
        }

        FakeAgent node(String letter, long memory) {
            FakeAgent agent = prepared(letter, memory).start();
            return agent;
        }

        /** With room for many, and so many devices of 80 GiB. */
        FakeAgent withDevices(String letter, int number) {
            return prepared(letter, 256L << 30).devices(h100s(number, "580.82.07")).start();
        }

        FakeAgent prepared(String letter, long memory) {
            FakeAgent agent = new FakeAgent(client, json, name + "-" + letter, Map.of("story", name), memory);
            agents.add(agent);
            return agent;
        }

        String document(String model, int replicas, String more) {
            return """
                    apiVersion: yardmaster.dev/v1
                    kind: Deployment
                    metadata: {name: %s}
                    spec:
                      model: %s
                      replicas: %d
                      placement: {nodeLabels: {story: %s}}
                    %s
                    """.formatted(name, model, replicas, name, more);
        }

        Story apply(String model, int replicas, String more) {
            HttpResponse<String> answer = client.postYaml("/api/v1/apply", document(model, replicas, more));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return this;
        }

        Story deploy(int replicas) {
            return apply("tiny", replicas, "");
        }

        Deployment deployment() {
            return client.read(client.get("/api/v1/deployments/" + name), Deployment.class);
        }

        List<Instance> instances() {
            return deployments.instances(name);
        }

        List<Instance> in(InstanceState state) {
            return instances().stream()
                    .filter(i -> i.condition().state() == state)
                    .toList();
        }

        Story ready(int number) {
            eventually(() -> assertThat(deployment().status())
                    .as("%s", instances())
                    .matches(s -> s.ready() == number && s.total() == number && s.wanted() == number));
            eventually(() -> assertThat(instances()).hasSize(number));
            return this;
        }

        Optional<Route> route() {
            return routes().routes().stream().filter(r -> r.name().equals(name)).findFirst();
        }

        RouteTable routes() {
            return client.read(gateway(RoutePaths.ROUTES), RouteTable.class);
        }

        HttpResponse<String> gateway(String path) {
            if (gatewayToken.isEmpty()) {
                gatewayToken = client.token(KeyScope.GATEWAY);
            }
            return client.send(client.anonymous(path)
                    .header("Authorization", "Bearer " + gatewayToken)
                    .GET());
        }

        @Override
        public void close() {
            client.delete("/api/v1/deployments/" + name);
            agents.forEach(FakeAgent::close);
        }
    }
}
