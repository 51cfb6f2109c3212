package dev.yardmaster.agent.instance;

import static dev.yardmaster.contract.deployment.InstanceReason.ADOPTED;
import static dev.yardmaster.contract.deployment.InstanceReason.ARGUMENT_REFUSED;
import static dev.yardmaster.contract.deployment.InstanceReason.CRASH_LOOP;
import static dev.yardmaster.contract.deployment.InstanceReason.DIGEST_MISMATCH;
import static dev.yardmaster.contract.deployment.InstanceReason.DRAINED;
import static dev.yardmaster.contract.deployment.InstanceReason.ENGINE_EXITED;
import static dev.yardmaster.contract.deployment.InstanceReason.FETCH_DEADLINE_PASSED;
import static dev.yardmaster.contract.deployment.InstanceReason.LAUNCHED;
import static dev.yardmaster.contract.deployment.InstanceReason.OUT_OF_MEMORY;
import static dev.yardmaster.contract.deployment.InstanceReason.PROBE_FAILED;
import static dev.yardmaster.contract.deployment.InstanceReason.SCALED_IN;
import static dev.yardmaster.contract.deployment.InstanceReason.START_DEADLINE_PASSED;
import static dev.yardmaster.contract.deployment.InstanceReason.WEIGHTS_HELD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.instance.Sight.Probe.Outcome;
import dev.yardmaster.agent.instance.Step.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final Story story = new Story();

    @Test
    void goesFromWeightsToReady() {
        story.fetching().step().isIn(Phase.PREFETCHING).does();
        story.held().step().isIn(Phase.STARTING).says(LAUNCHED).does(Action.LAUNCH);
        story.alive().after(1).probe(Outcome.FAILED).step().isIn(Phase.STARTING).does();
        story.after(1).probe(Outcome.LOADING).step().isIn(Phase.LOADING).does();
        story.after(1).probe(Outcome.READY).step().isIn(Phase.READY).does();
        story.step().isIn(Phase.READY).does();
    }

    @Test
    void startDeadlineCountsFromLaunchAndKills() {
        story.held().step();
        story.alive().after(10).probe(Outcome.LOADING).step().isIn(Phase.LOADING);
        story.after(19).step().isIn(Phase.LOADING);
        story.after(1).step().isIn(Phase.FAILED).says(START_DEADLINE_PASSED).does(Action.KILL);
    }

    @Test
    void restartsWaitEverLonger() {
        story.held().step();
        for (int seconds : new int[] {0, 9, 18, 36, 72, 144, 270, 270}) {
            story.alive().step();
            story.ended(ENGINE_EXITED, false).step().isIn(Phase.FAILED);
            assertThat(story.untilDeadline()).isEqualTo(Duration.ofSeconds(seconds));
            story.none().after(seconds).step().isIn(Phase.STARTING).does(Action.LAUNCH);
        }
        assertThat(story.state().restarts()).isEqualTo(8);
    }

    @Test
    void jitterIsPartOfTheWaitAndNeverAddsToIt() {
        assertThat(Limits.USUAL.restart(2, 0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(Limits.USUAL.restart(2, 1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Limits.USUAL.restart(100, 1)).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void unexplainedFailuresBecomeALoopThatSaysWhenItGoesOn() {
        story.held().step();
        story.alive().ended(ENGINE_EXITED, false).step().says(ENGINE_EXITED);
        story.none().step().alive().ended(ENGINE_EXITED, false).step().says(ENGINE_EXITED);
        story.none().after(10).step().alive().ended(ENGINE_EXITED, false).step().says(CRASH_LOOP);
        assertThat(story.state().sentence())
                .isEqualTo("it ended. 3 failures in a row; next try at 2026-11-01T00:00:28Z.");
    }

    @Test
    void explainedFailuresKeepTheirReason() {
        story.held().step();
        for (int i = 0; i < 5; i++) {
            story.alive().ended(OUT_OF_MEMORY, false).step().says(OUT_OF_MEMORY);
            story.none().after(300).step().isIn(Phase.STARTING);
        }
    }

    @Test
    void whatIsBoundToFailAgainIsTriedAgainOnlyAsAnotherLaunch() {
        story.held().step();
        story.ended(ARGUMENT_REFUSED, true).step().isIn(Phase.FAILED).says(ARGUMENT_REFUSED);
        assertThat(story.state().sentence()).contains("not tried again until its assignment changes");
        story.none().after(Duration.ofDays(3)).step().isIn(Phase.FAILED).does();
        story.launchedAs("launch-2").step().isIn(Phase.STARTING).does(Action.LAUNCH);
        assertThat(story.state().tally().failures()).isZero();
    }

    @Test
    void anotherLaunchDoesNotWaitForTheBackOffOfTheLastOne() {
        story.held().step();
        for (int i = 0; i < 4; i++) {
            story.alive().ended(ENGINE_EXITED, false).step();
            story.none().after(i < 3 ? 300 : 1).step();
        }
        story.isIn(Phase.FAILED);
        story.launchedAs("launch-2").step().isIn(Phase.STARTING).does(Action.LAUNCH);
    }

    @Test
    void stableEngineStartsWithCleanSlate() {
        story.ready();
        story.after(1).ended(ENGINE_EXITED, false).step();
        story.none().after(story.untilDeadline()).step();
        story.alive().after(1).probe(Outcome.READY).step();
        story.after(1).ended(ENGINE_EXITED, false).step();
        assertThat(story.state().tally().failures()).isEqualTo(2);
        story.none().after(story.untilDeadline()).step();
        story.alive().after(1).probe(Outcome.READY).step();
        story.after(Limits.USUAL.stable()).ended(ENGINE_EXITED, false).step();
        assertThat(story.state().tally().failures()).isEqualTo(1);
        assertThat(story.state().restarts()).isEqualTo(3);
    }

    @Test
    void onlyMissedProbesInARowTakeItOut() {
        story.ready();
        story.after(1).probe(Outcome.FAILED).step().isIn(Phase.READY);
        story.step().isIn(Phase.READY);
        story.after(1).probe(Outcome.READY).step().isIn(Phase.READY);
        story.after(1).probe(Outcome.FAILED).step().isIn(Phase.READY);
        story.after(1)
                .probe(Outcome.FAILED)
                .step()
                .isIn(Phase.LOADING)
                .says(PROBE_FAILED)
                .does();
        story.after(1).probe(Outcome.READY).step().isIn(Phase.READY);
    }

    @Test
    void drainsUntilIdleThenAsksThenInsists() {
        story.ready();
        story.stop(Duration.ofSeconds(20))
                .running(3)
                .step()
                .isIn(Phase.DRAINING)
                .says(SCALED_IN)
                .does();
        story.after(5).step().isIn(Phase.DRAINING).does();
        story.running(0).step().isIn(Phase.STOPPING).says(DRAINED).does(Action.TERMINATE);
        story.after(9).step().isIn(Phase.STOPPING).does();
        story.after(1).step().isIn(Phase.STOPPING).does(Action.KILL);
        story.none().step().isIn(Phase.STOPPED).does();
        story.step().isIn(Phase.STOPPED).does();
    }

    @Test
    void idleIsNotBelievedBeforeGatewaysCanKnow() {
        story.ready();
        story.stop(Duration.ofSeconds(20)).running(0).step().isIn(Phase.DRAINING);
        story.after(1).step().isIn(Phase.DRAINING);
        story.after(1).step().isIn(Phase.STOPPING);
    }

    @Test
    void unknownRequestCountDrainsForTheWholeTime() {
        story.ready();
        story.stop(Duration.ofSeconds(20)).step();
        story.after(19).step().isIn(Phase.DRAINING);
        story.after(1).step().isIn(Phase.STOPPING).does(Action.TERMINATE);
    }

    @Test
    void stopThatIsTakenBackServesOn() {
        story.ready();
        story.stop(Duration.ofSeconds(20)).step().isIn(Phase.DRAINING);
        story.run().step().isIn(Phase.LOADING).does();
        story.after(1).probe(Outcome.READY).step().isIn(Phase.READY);
    }

    @Test
    void unavailableWeightsAreNamedAndFollowed() {
        story.unavailable(DIGEST_MISMATCH)
                .step()
                .isIn(Phase.FAILED)
                .says(DIGEST_MISMATCH)
                .does();
        story.after(5).step().isIn(Phase.FAILED).says(DIGEST_MISMATCH).does();
        story.fetching().after(5).step().isIn(Phase.PREFETCHING);
        story.held().step().isIn(Phase.STARTING);
    }

    @Test
    void slowFetchIsSaidAndStillWelcome() {
        story.fetching().step();
        story.after(Duration.ofMinutes(10)).step().isIn(Phase.FAILED).says(FETCH_DEADLINE_PASSED);
        story.held().after(Duration.ofMinutes(6)).step().isIn(Phase.STARTING);
    }

    @Test
    void withoutKeyNothingIsLaunched() {
        story.keyless().held().step().isIn(Phase.PREFETCHING).says(WEIGHTS_HELD).does();
        assertThat(story.state().sentence()).contains("engine key is not known");
        story.run().step().isIn(Phase.STARTING).does(Action.LAUNCH);
    }

    @Test
    void changedLaunchDrainsAndStartsAnew() {
        story.ready();
        story.outdated().step().isIn(Phase.DRAINING);
        story.after(30).step().isIn(Phase.STOPPING).does(Action.TERMINATE);
        story.none().run().step().isIn(Phase.STOPPED);
        story.step().isIn(Phase.PREFETCHING);
        story.step().isIn(Phase.STARTING).does(Action.LAUNCH);
    }

    @Test
    void adoptedEngineKeepsThatReason() {
        story.adopted()
                .alive()
                .after(1)
                .probe(Outcome.READY)
                .step()
                .isIn(Phase.READY)
                .says(ADOPTED);
    }

    @Test
    void adoptedEngineThatShouldEndDrainsFirst() {
        story.adopted().alive().stop(Duration.ofSeconds(20)).step().isIn(Phase.DRAINING);
    }
}
