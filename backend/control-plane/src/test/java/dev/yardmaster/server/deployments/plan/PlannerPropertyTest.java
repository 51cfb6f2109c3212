package dev.yardmaster.server.deployments.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random histories of nodes, engines and wishes; the seed is in every message. */
class PlannerPropertyTest {
    private static final Duration TICK = Duration.ofSeconds(5);

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plansAreIdempotentKeepTheirBudgetAndConverge(long seed) {
        Random random = new Random(seed);
        Fleet fleet = new Fleet().host("n0", 3).host("n1", 2).host("n2", 1);
        fleet.devices = seed % 2 == 1;
        for (int tick = 0; tick < 150; tick++) {
            if (random.nextInt(4) == 0) {
                fleet.mishap(random);
            }
            planAndCheck(fleet, seed);
            fleet.work();
            fleet.pass(TICK);
        }
        settle(fleet, random, seed);
    }

    private static void planAndCheck(Fleet fleet, long seed) {
        long readyBefore =
                fleet.instances.stream().filter(i -> readyAndHeard(fleet, i)).count();
        List<Action> actions = fleet.plan();
        assertThat(fleet.plan()).as("seed %d: a second plan", seed).isEmpty();
        long room = actions.stream().filter(PlannerPropertyTest::makesRoom).count();
        assertThat(fleet.ready())
                .as("seed %d: ready after %s", seed, actions)
                .isGreaterThanOrEqualTo(Math.min(fleet.replicas, readyBefore) - room);
        assertThat(room).as("seed %d", seed).isLessThanOrEqualTo(1);
        if (actions.stream().anyMatch(Action.Create.class::isInstance)) {
            long counted = fleet.instances.stream()
                    .filter(i -> !i.unreachable() && !i.failing() && !fleet.quarantined(i))
                    .count();
            assertThat(counted).as("seed %d: surge", seed).isLessThanOrEqualTo(fleet.replicas + 1);
        }
        assertThat(fleet.situation().nodes().values())
                .extracting(NodeSeen::candidate)
                .as("seed %d: memory", seed)
                .allMatch(c -> c.freeMemory() >= 0);
    }

    private static boolean readyAndHeard(Fleet fleet, Seen i) {
        return i.ready()
                && i.node().map(fleet.hosts::get).filter(Fleet.Host::up).isPresent();
    }

    private static boolean makesRoom(Action action) {
        return action instanceof Action.Stop stop
                && stop.reason() == InstanceReason.REPLACED_BY_REVISION
                && stop.sentence().contains("makes room");
    }

    private static void settle(Fleet fleet, Random random, long seed) {
        fleet.replicas = random.nextInt(5);
        fleet.deleting = random.nextInt(5) == 0;
        fleet.roll(false);
        fleet.host("n0", fleet.replicas + fleet.instances.size());
        fleet.cordon("n0", false);
        fleet.quarantine("n0", false);
        boolean finished = false;
        for (int tick = 0; tick < 600; tick++) {
            finished |= fleet.plan().contains(new Action.Finish());
            fleet.work();
            fleet.pass(TICK);
        }
        assertThat(fleet.instances).as("seed %d: what is left", seed).hasSize(fleet.deleting ? 0 : fleet.replicas);
        assertThat(fleet.instances)
                .as("seed %d: in the end", seed)
                .allMatch(i -> i.ready() && i.revision() == fleet.revision && !fleet.quarantined(i));
        assertThat(finished).as("seed %d: finished", seed).isEqualTo(fleet.deleting);
        if (!fleet.deleting) {
            assertThat(fleet.plan()).as("seed %d: nothing left to do", seed).isEmpty();
        }
    }
}
