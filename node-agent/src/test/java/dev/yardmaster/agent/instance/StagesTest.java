package dev.yardmaster.agent.instance;

import static dev.yardmaster.contract.deployment.InstanceReason.ADAPTER_FAILED;
import static dev.yardmaster.contract.deployment.InstanceReason.ASLEEP;
import static dev.yardmaster.contract.deployment.InstanceReason.AWAKE;
import static dev.yardmaster.contract.deployment.InstanceReason.ENGINE_EXITED;
import static dev.yardmaster.contract.deployment.InstanceReason.ENGINE_LOADING;
import static dev.yardmaster.contract.deployment.InstanceReason.ENGINE_UNSUPPORTED;
import static dev.yardmaster.contract.deployment.InstanceReason.FIRST_REQUEST;
import static dev.yardmaster.contract.deployment.InstanceReason.GROUP_RESTART;
import static dev.yardmaster.contract.deployment.InstanceReason.INFERENCE_FAILED;
import static dev.yardmaster.contract.deployment.InstanceReason.LOADING_STALLED;
import static dev.yardmaster.contract.deployment.InstanceReason.PROBE_FAILED;
import static dev.yardmaster.contract.deployment.InstanceReason.PROBE_SUCCEEDED;
import static dev.yardmaster.contract.deployment.InstanceReason.SCALED_IN;
import static dev.yardmaster.contract.deployment.InstanceReason.START_DEADLINE_PASSED;
import static dev.yardmaster.contract.deployment.InstanceReason.WARMING_UP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.instance.Sight.Probe.Outcome;
import dev.yardmaster.agent.instance.Step.Action;
import dev.yardmaster.contract.engine.Startup.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stages of a start, real requests, sleep, and ranks of a group. */
class StagesTest {
    private final Story story = new Story();

    private Story launched() {
        return story.held().step().isIn(Phase.STARTING).alive();
    }

    @Test
    void logLeadsThroughTheStagesAndOnlyAnAnswerMakesItReady() {
        story.telling().asked();
        launched().after(5).signs(Stage.LOADING, "Loads 1 of 3.", 9, 0).step();
        story.isIn(Phase.LOADING).says(ENGINE_LOADING);
        assertThat(story.state().sentence()).isEqualTo("Loads 1 of 3.");
        story.after(5).signs(Stage.WARMING, "Captures graphs.", 12, 0).step();
        story.isIn(Phase.WARMING).says(WARMING_UP);
        story.after(5).signs(Stage.LOADING, "Loads 3 of 3.", 13, 0).step().isIn(Phase.WARMING);
        story.after(1).probe(Outcome.READY).step().isIn(Phase.WARMING).says(FIRST_REQUEST);
        story.after(1)
                .reply(false)
                .step()
                .isIn(Phase.WARMING)
                .says(FIRST_REQUEST)
                .does();
        story.after(1).reply(true).step().isIn(Phase.READY).says(PROBE_SUCCEEDED);
    }

    @Test
    void loadingThatSaysNothingAndDoesNotGrowIsStuck() {
        story.telling();
        launched().signs(Stage.LOADING, "Loads 1 of 3.", 1, 5 << 20).step().isIn(Phase.LOADING);
        story.after(Duration.ofMinutes(4)).step().isIn(Phase.LOADING);
        story.signs(Stage.LOADING, "Loads 1 of 3.", 1, 500 << 20).step();
        story.after(Duration.ofMinutes(4)).step().isIn(Phase.LOADING);
        story.signs(Stage.LOADING, "Loads 1 of 3.", 2, 500 << 20).step();
        story.after(Duration.ofMinutes(4)).step().isIn(Phase.LOADING);
        story.after(Duration.ofMinutes(1)).step().isIn(Phase.FAILED).says(LOADING_STALLED);
        story.does(Action.KILL);
        assertThat(story.state().sentence()).contains("300 s").contains("Loads 1 of 3.");
    }

    @Test
    void startThatNeverShowsASignIsGivenUpWithoutWaitingForTheWholeDeadline() {
        story.telling();
        launched().after(Duration.ofSeconds(119)).step().isIn(Phase.STARTING);
        story.after(1).step().isIn(Phase.FAILED).says(START_DEADLINE_PASSED).does(Action.KILL);
    }

    @Test
    void signsOfLifeLendTimeUpToTheWholeDeadline() {
        story.telling();
        launched();
        for (int minute = 1; minute < 27; minute++) {
            story.after(Duration.ofSeconds(59))
                    .signs(Stage.STARTING, "Imports.", minute, 0)
                    .step();
            story.isIn(Phase.STARTING);
        }
        story.after(Duration.ofMinutes(2))
                .signs(Stage.STARTING, "Imports.", 99, 0)
                .step();
        story.isIn(Phase.FAILED).says(START_DEADLINE_PASSED);
    }

    @Test
    void engineThatIsHealthyAndNeverAnswersIsNamedSo() {
        story.asked();
        launched().after(1).probe(Outcome.READY).reply(false).step().isIn(Phase.WARMING);
        story.after(29).step().isIn(Phase.FAILED).says(INFERENCE_FAILED).does(Action.KILL);
        assertThat(story.state().sentence()).contains("/v1/chat/completions does not answer");
    }

    @Test
    void onlyBadAnswersInARowReplaceAReadyEngine() {
        story.asked();
        launched().after(1).probe(Outcome.READY).reply(true).step().isIn(Phase.READY);
        story.after(10).reply(false).step().isIn(Phase.READY).does();
        story.step().isIn(Phase.READY);
        story.after(10).reply(false).step().isIn(Phase.READY);
        story.after(10).reply(true).step().isIn(Phase.READY);
        story.after(10).reply(false).step();
        story.after(10).reply(false).step().isIn(Phase.READY);
        story.after(10).reply(false).step().isIn(Phase.FAILED).says(INFERENCE_FAILED);
        story.does(Action.KILL);
        assertThat(story.state().restarts()).isEqualTo(1);
        story.none().step().isIn(Phase.STARTING).does(Action.LAUNCH);
    }

    @Test
    void engineThatStaysSickIsReplaced() {
        story.ready();
        story.after(1).probe(Outcome.FAILED).step();
        story.after(1).probe(Outcome.FAILED).step().isIn(Phase.LOADING).says(PROBE_FAILED);
        story.after(59).probe(Outcome.FAILED).step().isIn(Phase.LOADING);
        story.after(1).step().isIn(Phase.FAILED).says(PROBE_FAILED).does(Action.KILL);
    }

    @Test
    void adapterProblemsAreSaidAndTakenBackWhileItServes() {
        story.ready();
        story.adapters("Adapter 'a' could not be loaded: 400.").step().isIn(Phase.READY);
        story.says(ADAPTER_FAILED).does();
        story.adapters("").step().isIn(Phase.READY).says(PROBE_SUCCEEDED);
    }

    @Test
    void sleepsOnceItsRequestsAreDoneAndWakesToServe() {
        story.able().asked();
        launched().after(1).probe(Outcome.READY).reply(true).step().isIn(Phase.READY);
        story.sleep().running(2).step().isIn(Phase.DOZING).does();
        story.after(5).step().isIn(Phase.DOZING).does();
        story.running(0).step().isIn(Phase.FALLING_ASLEEP).does(Action.SLEEP);
        story.after(1).step().isIn(Phase.FALLING_ASLEEP).does();
        story.napped(true, true).step().isIn(Phase.SLEEPING).says(ASLEEP);
        story.after(Duration.ofDays(1))
                .probe(Outcome.FAILED)
                .step()
                .isIn(Phase.SLEEPING)
                .does();
        story.run().step().isIn(Phase.WAKING).does(Action.WAKE);
        story.after(1).napped(false, true).step().isIn(Phase.WARMING).says(AWAKE);
        story.after(1).reply(true).step().isIn(Phase.READY).says(AWAKE);
    }

    @Test
    void engineThatDoesNotFallAsleepOrDoesNotWakeIsStartedAnew() {
        story.able();
        launched().after(1).probe(Outcome.READY).step().isIn(Phase.READY);
        story.sleep().step().after(20).step().isIn(Phase.FALLING_ASLEEP);
        story.napped(true, false).step().isIn(Phase.FAILED).does(Action.KILL);
        story.none().step().isIn(Phase.STARTING).alive();
        story.after(1).probe(Outcome.READY).step().isIn(Phase.READY);
        story.step()
                .after(20)
                .step()
                .isIn(Phase.FALLING_ASLEEP)
                .napped(true, true)
                .step();
        story.run()
                .step()
                .isIn(Phase.WAKING)
                .after(30)
                .step()
                .isIn(Phase.FAILED)
                .does(Action.KILL);
    }

    @Test
    void adoptedEngineThatMaySleepIsNotServedFromBeforeThatIsKnown() {
        story.able().adopted().alive();
        story.after(1).probe(Outcome.READY).step().isIn(Phase.WAKING).does(Action.WAKE);
        story.after(1).napped(false, true).step().isIn(Phase.WARMING).says(AWAKE);
        Story other = new Story();
        other.able().adopted().alive().sleep();
        other.after(1).probe(Outcome.READY).step().isIn(Phase.DOZING).does();
    }

    @Test
    void engineThatCannotSleepServesOnAndSaysSo() {
        story.ready();
        story.sleep().step().isIn(Phase.READY).says(ENGINE_UNSUPPORTED).does();
        story.run().step().isIn(Phase.READY).says(PROBE_SUCCEEDED);
    }

    @Test
    void sleepingEngineIsStoppedWithoutADrain() {
        story.able();
        launched().after(1).probe(Outcome.READY).step();
        story.sleep().step().after(20).step().napped(true, true).step().isIn(Phase.SLEEPING);
        story.stop(Duration.ofSeconds(20)).step().isIn(Phase.STOPPING).does(Action.TERMINATE);
    }

    @Test
    void rankWaitsForItsLeaderAndIsReadyWhenItRuns() {
        story.rank(true).held().step().isIn(Phase.AWAITING_LEADER).does();
        story.after(5).step().isIn(Phase.AWAITING_LEADER).does();
        story.leader().step().isIn(Phase.STARTING).does(Action.LAUNCH);
        story.alive().after(1).step().isIn(Phase.STARTING);
        story.after(1).step().isIn(Phase.READY);
    }

    @Test
    void rankDoesNotWaitForItsLeaderForEver() {
        story.rank(true).held().step().isIn(Phase.AWAITING_LEADER);
        story.after(30).step().isIn(Phase.STARTING).does(Action.LAUNCH);
    }

    @Test
    void failedRankWaitsForTheNextGeneration() {
        story.rank(false).held().step();
        story.alive().after(2).step().isIn(Phase.READY);
        story.ended(ENGINE_EXITED, false).step().isIn(Phase.FAILED).says(ENGINE_EXITED);
        assertThat(story.state().sentence()).contains("Its group has to start anew.");
        story.none().after(60).step().isIn(Phase.FAILED).does();
        story.launchedAs("launch-1/2").step().isIn(Phase.STARTING).does(Action.LAUNCH);
    }

    @Test
    void rankOfAnOlderGenerationEndsAtOnceAndStartsAnew() {
        story.rank(false).held().step();
        story.alive().after(2).step().isIn(Phase.READY);
        story.olderGeneration().step().isIn(Phase.STOPPING).says(GROUP_RESTART);
        story.does(Action.TERMINATE);
        story.none().launchedAs("launch-1/2").step().isIn(Phase.STOPPED);
        story.step().isIn(Phase.PREFETCHING).step().isIn(Phase.STARTING).does(Action.LAUNCH);
    }

    @Test
    void stopWhileItWaitsForItsLeaderNeedsNoProcess() {
        story.rank(true).held().step().isIn(Phase.AWAITING_LEADER);
        story.stop(Duration.ofSeconds(20))
                .step()
                .isIn(Phase.STOPPED)
                .says(SCALED_IN)
                .does();
    }
}
