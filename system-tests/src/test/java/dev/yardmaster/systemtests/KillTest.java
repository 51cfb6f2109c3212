package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.systemtests.world.Traffic;
import dev.yardmaster.systemtests.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Every process is killed, as by kill -9, while requests go on. A lost request is one that the killed process held. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KillTest {
    private static final String ROUTE = "traffic";
    private static final int CLIENTS = 4;
    private static final int REPLICAS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final World world = World.started(SharedWorld.freshHome("kill"));

    @BeforeAll
    void deploy() {
        world.deploy(ROUTE, "v1", REPLICAS);
    }

    @BeforeEach
    void everythingIsReady() {
        awaitAllReady();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void withoutTheServerRequestsAreAnsweredAndAfterwardsItKnowsEverything() {
        Map<String, Long> before = enginePids();
        try (Traffic traffic = Traffic.on(world.openAi(), ROUTE, CLIENTS)) {
            traffic.awaitMore(20);
            kill(Part.SERVER);
            traffic.awaitMore(100);
            world.start(Part.SERVER);
            awaitAllReady();
            traffic.awaitMore(20);
            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.notReached()).isZero();
        }
        assertThat(enginePids()).isEqualTo(before);
    }

    @Test
    void aGatewayThatComesBackWithoutTheServerAnswersFromWhatItHeld() {
        try (Traffic traffic = Traffic.on(world.openAi(), ROUTE, CLIENTS)) {
            traffic.awaitMore(20);
            kill(Part.SERVER);
            kill(Part.GATEWAY);
            assertThat(traffic.failures()).hasSizeLessThanOrEqualTo(CLIENTS);
            world.start(Part.GATEWAY);
            traffic.awaitMore(50);
            assertThat(traffic.failures()).hasSizeLessThanOrEqualTo(CLIENTS);
        }
        world.start(Part.SERVER);
        awaitAllReady();
    }

    @Test
    void enginesOutliveTheirAgentAndAreAdopted() {
        Map<String, Long> before = enginePids();
        try (Traffic traffic = Traffic.on(world.openAi(), ROUTE, CLIENTS)) {
            traffic.awaitMore(20);
            kill(Part.AGENT);
            traffic.awaitMore(100);
            world.start(Part.AGENT);
            awaitAllReady();
            traffic.awaitMore(20);
            assertThat(traffic.failures()).isEmpty();
        }
        assertThat(enginePids()).isEqualTo(before);
        assertThat(world.instances(ROUTE))
                .allSatisfy(i -> assertThat(i.restarts()).isZero());
    }

    @Test
    void aKilledEngineComesBack() {
        Map<String, Long> before = enginePids();
        String victim = before.keySet().iterator().next();
        try (Traffic traffic = Traffic.on(world.openAi(), ROUTE, CLIENTS)) {
            traffic.awaitMore(20);
            ProcessHandle engine = world.engines().of(victim).orElseThrow();
            engine.destroyForcibly();
            engine.onExit().join();
            traffic.awaitMore(100);
            Waiting.until(
                    "another process for " + victim,
                    PATIENCE,
                    () -> world.engines()
                            .of(victim)
                            .filter(p -> p.pid() != engine.pid())
                            .map(Waiting.Look::found)
                            .orElseGet(() ->
                                    Waiting.Look.notYet(world.instances(ROUTE).toString())));
            awaitAllReady();
            traffic.awaitMore(20);
            assertThat(traffic.failures()).hasSizeLessThanOrEqualTo(CLIENTS);
        }
        assertThat(enginePids()).hasSize(REPLICAS);
    }

    private void kill(Part part) {
        world.site().child(part).orElseThrow().kill();
    }

    private Map<String, Long> enginePids() {
        return world.instances(ROUTE).stream()
                .collect(Collectors.toMap(
                        Instance::id,
                        i -> world.engines().of(i.id()).orElseThrow().pid()));
    }

    /** No row in a state that never ends: as many as wanted, all of them ready, none beside them. */
    private void awaitAllReady() {
        Waiting.until("every instance being ready", PATIENCE, () -> {
            List<Instance> all = world.instances(ROUTE);
            Deployment deployment = world.api().get("deployments/" + ROUTE, Deployment.class);
            return all.size() == REPLICAS
                            && all.stream().allMatch(i -> i.condition().state() == InstanceState.READY)
                            && deployment.status().phase() == Deployment.Phase.READY
                    ? Waiting.Look.found(all)
                    : Waiting.Look.notYet(deployment.status() + " " + all);
        });
    }
}
