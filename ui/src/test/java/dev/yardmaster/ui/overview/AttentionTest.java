package dev.yardmaster.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.live.FleetState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @Test
    void isQuietWhenAllIsWell() {
        assertThat(Attention.of(fleet(
                        List.of(deployment(Phase.READY)),
                        List.of(instance("a", InstanceState.READY, InstanceReason.PROBE_SUCCEEDED, 10)),
                        List.of(Samples.node("n", Node.State.ONLINE, 1, NOW)))))
                .isEmpty();
    }

    @Test
    void putsTheWorstAndOldestFirst() {
        List<Attention> items = Attention.of(fleet(
                List.of(deployment(Phase.DEGRADED)),
                List.of(
                        instance("pending", InstanceState.PENDING, InstanceReason.NOTHING_FITS, 900),
                        instance("failed", InstanceState.FAILED, InstanceReason.ENGINE_EXITED, 5),
                        instance("older", InstanceState.FAILED, InstanceReason.DISK_FULL, 500)),
                List.of(Samples.node("lost", Node.State.UNREACHABLE, 0, NOW))));
        assertThat(items)
                .extracting(Attention::subject)
                .containsExactly("Instance older", "Node lost", "Instance failed", "Instance pending");
    }

    @Test
    void doesNotAlarmAboutInstancesThatAreAboutToBePlaced() {
        assertThat(Attention.of(fleet(
                        List.of(),
                        List.of(instance("new", InstanceState.PENDING, InstanceReason.CREATED, 1)),
                        List.of())))
                .isEmpty();
    }

    @Test
    void namesADegradedDeploymentOnlyWhereNoInstanceTells() {
        assertThat(Attention.of(fleet(List.of(deployment(Phase.DEGRADED)), List.of(), List.of())))
                .extracting(Attention::subject)
                .containsExactly("Deployment chat");
    }

    private static Deployment deployment(Phase phase) {
        return Samples.deployment("chat", "m", phase, 1, 0, 1, "A sentence.");
    }

    private static Instance instance(String id, InstanceState state, InstanceReason reason, long secondsAgo) {
        return Samples.instance(id, "chat", state, reason, "Why.", NOW.minusSeconds(secondsAgo));
    }

    private static FleetState fleet(List<Deployment> deployments, List<Instance> instances, List<Node> nodes) {
        return new FleetState(
                true,
                List.of(),
                deployments,
                instances,
                nodes,
                List.of(),
                List.of(),
                dev.yardmaster.ui.live.Library.EMPTY,
                Optional.empty());
    }
}
