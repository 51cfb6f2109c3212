package dev.yardmaster.server.deployments.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.deployment.Deployment.Status;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusOfTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Instance instance(String id, int revision, InstanceState state, String sentence) {
        return new Instance(
                id,
                "chat",
                revision,
                new Condition(state, InstanceReason.PLACED, sentence, NOW.minusSeconds(3)),
                Optional.of("node-a"),
                Optional.empty(),
                state == InstanceState.PREFETCHING ? Optional.of(new Progress(30, 100)) : Optional.empty(),
                0);
    }

    private static Status status(int wanted, boolean deleting, Instance... instances) {
        return StatusOf.deployment(2, wanted, deleting, List.of(instances), NOW);
    }

    @Test
    void saysWhoIsInTheWayAndForHowLong() {
        Status status = status(
                2,
                false,
                instance("chat-2-a", 2, InstanceState.READY, ""),
                instance("chat-2-b", 2, InstanceState.LOADING, ""));
        assertThat(status)
                .isEqualTo(new Status(
                        Phase.PROGRESSING, 2, 1, 2, 2, "1 of 2 ready. chat-2-b is loading on node-a for 3 s."));
    }

    @Test
    void troubleComesFirstWithItsReason() {
        Status status = status(
                2,
                false,
                instance("chat-2-a", 2, InstanceState.PREFETCHING, ""),
                instance("chat-2-b", 2, InstanceState.FAILED, "exit 78"));
        assertThat(status.phase()).isEqualTo(Phase.DEGRADED);
        assertThat(status.sentence()).isEqualTo("0 of 2 ready. chat-2-b is failed on node-a for 3 s: exit 78");
    }

    @Test
    void tellsHowFarAFetchIs() {
        assertThat(status(1, false, instance("chat-2-a", 2, InstanceState.PREFETCHING, ""))
                        .sentence())
                .isEqualTo("0 of 1 ready. chat-2-a is prefetching on node-a, 30 % there, for 3 s.");
    }

    @Test
    void onlyTheCurrentRevisionCountsAsReady() {
        Status status = status(
                1,
                false,
                instance("chat-1-a", 1, InstanceState.READY, ""),
                instance("chat-2-a", 2, InstanceState.LOADING, ""));
        assertThat(status.ready()).isZero();
        assertThat(status.sentence()).startsWith("0 of 1 ready, 1 of older revisions still answer.");
    }

    @Test
    void theOtherPhases() {
        assertThat(status(0, false).phase()).isEqualTo(Phase.SCALED_TO_ZERO);
        assertThat(status(0, true).phase()).isEqualTo(Phase.DELETING);
        assertThat(status(1, false, instance("a", 2, InstanceState.READY, "")).phase())
                .isEqualTo(Phase.READY);
        assertThat(status(
                                1,
                                false,
                                instance("a", 2, InstanceState.READY, ""),
                                instance("b", 1, InstanceState.STOPPED, ""))
                        .phase())
                .isEqualTo(Phase.READY);
    }
}
