package dev.yardmaster.agent.supervise;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two agents with one rank each of the same engine. */
@Tag("slow")
class GroupTest {
    @TempDir
    Path home;

    private Host leader;
    private Host follower;
    private int port;

    @BeforeEach
    void open() throws Exception {
        leader = new Host(home.resolve("leader"), Host.quick());
        follower = new Host(home.resolve("follower"), Host.quick());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void close() throws Exception {
        follower.close();
        leader.close();
    }

    private static boolean isIn(Host host, InstanceState state) {
        return host.isIn("i1", state);
    }

    private void assign(Host host, int rank, int generation) {
        host.assign(List.of(Assigned.model("m1")), Engines.rank(rank, port, generation));
    }

    @Test
    void ranksStartInOrderFailTogetherAndStartAnewWithTheNextGeneration() throws Exception {
        assign(follower, 1, 1);
        until(
                "the follower waits",
                () -> follower.seen("i1").condition().sentence().contains("first rank"));
        assertThat(follower.pid("i1")).isZero();
        assign(leader, 0, 1);
        until("both ready", () -> isIn(leader, InstanceState.READY) && isIn(follower, InstanceState.READY));
        assertThat(leader.seen("i1").endpoint()).isPresent();
        assertThat(follower.seen("i1").endpoint()).isEmpty();

        ProcessHandle.of(follower.pid("i1")).orElseThrow().destroyForcibly();
        until("both failed", () -> isIn(leader, InstanceState.FAILED) && isIn(follower, InstanceState.FAILED));
        assertThat(leader.seen("i1").condition().reason()).isEqualTo(InstanceReason.COLLECTIVE_FAILED);
        assertThat(leader.seen("i1").condition().sentence()).contains("Its group has to start anew.");

        assign(follower, 1, 2);
        assign(leader, 0, 2);
        until("both ready again", () -> isIn(leader, InstanceState.READY) && isIn(follower, InstanceState.READY));

        long running = leader.pid("i1");
        assign(leader, 0, 3);
        // A follower that is quicker than its leader's end would join the old one, and fail with it.
        until("a new leader", () -> leader.pid("i1") != running && isIn(leader, InstanceState.READY));
        assign(follower, 1, 3);
        until("and its follower", () -> isIn(follower, InstanceState.READY));
    }
}
