package dev.yardmaster.server.deployments.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerStoryTest {
    private final Fleet fleet = new Fleet().host("a", 4).host("b", 4);

    private void settle() {
        for (int i = 0; i < 40; i++) {
            fleet.plan();
            fleet.work();
            fleet.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void instancesSpreadOverNodes() {
        fleet.replicas = 2;
        settle();
        assertThat(fleet.on("a")).isEqualTo(1);
        assertThat(fleet.on("b")).isEqualTo(1);
    }

    @Test
    void noMoreComeUpTogetherThanAllowed() {
        fleet.host("c", 64).replicas = 20;
        fleet.plan();
        assertThat(fleet.instances).hasSize(Policy.DEFAULTS.starting());
        settle();
        assertThat(fleet.ready()).isEqualTo(20);
    }

    @Test
    void aSilentNodeIsGivenTimeBeforeItsInstancesAreReplaced() {
        settle();
        String node = fleet.instances.getFirst().node().orElseThrow();
        fleet.up(node, false);
        assertThat(fleet.plan()).singleElement().isInstanceOf(Action.MarkUnreachable.class);
        fleet.pass(Policy.DEFAULTS.lostAfter().minusSeconds(1));
        assertThat(fleet.plan()).isEmpty();
        fleet.pass(Duration.ofSeconds(1));
        assertThat(fleet.plan()).hasExactlyElementsOfTypes(Action.Create.class, Action.Place.class);
        settle();
        assertThat(fleet.instances)
                .singleElement()
                .satisfies(i -> assertThat(i.node()).isPresent().isNotEqualTo(Optional.of(node)));
    }

    @Test
    void anInstanceThatComesBackInTimeIsKept() {
        settle();
        Seen first = fleet.instances.getFirst();
        fleet.up(first.node().orElseThrow(), false);
        fleet.plan();
        fleet.pass(Duration.ofSeconds(10));
        fleet.up(first.node().orElseThrow(), true);
        assertThat(fleet.plan()).singleElement().isInstanceOf(Action.MarkReachable.class);
        settle();
        assertThat(fleet.instances).extracting(Seen::id).containsExactly(first.id());
    }

    @Test
    void anInstanceThatFailsAgainAndAgainMovesToAnotherNode() {
        settle();
        Seen first = fleet.instances.getFirst();
        for (int i = 0; i < Seen.MANY_RESTARTS - 1; i++) {
            fleet.each(fleet::crash);
            assertThat(fleet.plan()).isEmpty();
        }
        fleet.each(fleet::crash);
        assertThat(fleet.plan()).hasExactlyElementsOfTypes(Action.Create.class, Action.Place.class);
        assertThat(fleet.instances.getLast().node()).isPresent().isNotEqualTo(first.node());
        fleet.each(
                i -> i.id().equals(first.id()) ? i : fleet.to(i, InstanceState.READY, InstanceReason.PROBE_SUCCEEDED));
        assertThat(fleet.plan())
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.Stop.class, stop -> assertThat(stop.id()).isEqualTo(first.id()));
    }

    @Test
    void whereNoOtherNodeFitsAFailingInstanceStaysWithItsAgent() {
        fleet.hosts.remove("b");
        settle();
        for (int i = 0; i < 5; i++) {
            fleet.each(fleet::crash);
            assertThat(fleet.plan()).isEmpty();
        }
    }

    @Test
    void anEngineThatNeverAnswersIsStoppedAtItsDeadlineAndThenForgotten() {
        fleet.plan();
        String id = fleet.instances.getFirst().id();
        fleet.work();
        fleet.work();
        fleet.stuck.add(id);
        fleet.pass(Fleet.TERMS.startDeadline().plus(Policy.DEFAULTS.agentMargin()));
        List<Action> late = fleet.plan();
        assertThat(late)
                .first()
                .isInstanceOfSatisfying(
                        Action.Stop.class,
                        stop -> assertThat(stop.reason()).isEqualTo(InstanceReason.START_DEADLINE_PASSED));
        fleet.pass(Fleet.TERMS.drainFor().plus(Policy.DEFAULTS.agentMargin()));
        fleet.plan();
        assertThat(fleet.find(id)).isEmpty();
    }

    @Test
    void scalingInTakesWhatIsLeastUseful() {
        fleet.replicas = 3;
        settle();
        fleet.cordon("b", true);
        fleet.replicas = 2;
        assertThat(fleet.plan())
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.Stop.class,
                        stop -> assertThat(fleet.find(stop.id()).orElseThrow().node())
                                .contains("b"));
    }

    @Test
    void aDeletedDeploymentFinishesAlthoughANodeIsDead() {
        fleet.replicas = 2;
        settle();
        fleet.up("a", false);
        fleet.deleting = true;
        settle();
        assertThat(fleet.instances).isEmpty();
        assertThat(fleet.plan()).containsExactly(new Action.Finish());
    }

    @Test
    void aRolloutWaitsForRoomBeforeItTakesAnInstanceThatAnswers() {
        fleet.hosts.clear();
        fleet.host("a", 1);
        settle();
        fleet.roll(false);
        fleet.plan();
        assertThat(fleet.ready()).isEqualTo(1);
        fleet.pass(Policy.DEFAULTS.roomAfter().minusSeconds(1));
        assertThat(fleet.plan()).isEmpty();
        fleet.pass(Duration.ofSeconds(1));
        assertThat(fleet.plan()).singleElement().isInstanceOf(Action.Stop.class);
        settle();
        assertThat(fleet.instances).singleElement().matches(i -> i.ready() && i.revision() == 2);
    }
}
