package dev.yardmaster.agent.instance;

import static dev.yardmaster.contract.deployment.InstanceReason.ADOPTED;
import static dev.yardmaster.contract.deployment.InstanceReason.DIGEST_MISMATCH;
import static dev.yardmaster.contract.deployment.InstanceReason.DRAINED;
import static dev.yardmaster.contract.deployment.InstanceReason.ENGINE_EXITED;
import static dev.yardmaster.contract.deployment.InstanceReason.ENGINE_UNSUPPORTED;
import static dev.yardmaster.contract.deployment.InstanceReason.FETCH_DEADLINE_PASSED;
import static dev.yardmaster.contract.deployment.InstanceReason.LAUNCHED;
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
    void endWhileLoadingIsTriedAgainEverMoreRarely() {
        story.held().step();
        Duration before = Duration.ZERO;
        for (int failures = 1; failures <= 5; failures++) {
            story.alive().step();
            story.ended(ENGINE_EXITED, false).step().isIn(Phase.FAILED).says(ENGINE_EXITED);
            Duration wait = story.untilDeadline();
            assertThat(wait).isGreaterThan(before);
            before = wait;
            assertThat(story.state().restarts()).isEqualTo(failures);
            story.none().step().isIn(Phase.FAILED).does();
            story.after(wait).step().isIn(Phase.STARTING).does(Action.LAUNCH);
        }
    }

    @Test
    void uselessRetriesWaitLong() {
        story.held().step();
        story.ended(ENGINE_UNSUPPORTED, true).step().isIn(Phase.FAILED).says(ENGINE_UNSUPPORTED);
        assertThat(story.untilDeadline()).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void stableEngineStartsWithCleanSlate() {
        story.ready();
        story.after(1).ended(ENGINE_EXITED, false).step();
        story.none().after(story.untilDeadline()).step();
        story.alive().after(1).probe(Outcome.READY).step();
        story.after(1).ended(ENGINE_EXITED, false).step();
        assertThat(story.state().failures()).isEqualTo(2);
        story.none().after(story.untilDeadline()).step();
        story.alive().after(1).probe(Outcome.READY).step();
        story.after(Limits.STABLE).ended(ENGINE_EXITED, false).step();
        assertThat(story.state().failures()).isEqualTo(1);
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
