package dev.yardmaster.agent.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds for any sequence of events; the seed in a failure's name repeats it. */
class LifecyclePropertyTest {
    private static final int STEPS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void secondPassOverTheSameWorldChangesNothing(long seed) {
        RandomWorld world = new RandomWorld(seed);
        for (int i = 0; i < STEPS; i++) {
            world.disturb();
            world.settleOnce();
            Supervision before = world.state();
            Step second = world.look();
            if (before.phase() != second.next().phase()) {
                // One look may lead on by a phase; standing still is owed only once it no longer does.
                continue;
            }
            assertThat(second.actions())
                    .as("seed %d, step %d, %s", seed, i, before)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void withoutFurtherEventsNoPhaseIsCircledThroughAtOneInstant(long seed) {
        RandomWorld world = new RandomWorld(seed);
        for (int i = 0; i < STEPS; i++) {
            world.disturb();
            int looks = 0;
            while (world.settleOnce()) {
                assertThat(++looks)
                        .as("seed %d, step %d, %s", seed, i, world.state())
                        .isLessThan(10);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void fromAnywhereASilentWorldIsLeftByDeadlines(long seed) {
        RandomWorld world = new RandomWorld(seed);
        Set<Phase> resting = EnumSet.of(Phase.READY, Phase.SLEEPING, Phase.STOPPED);
        for (int i = 0; i < STEPS; i++) {
            world.disturb();
            world.settleOnce();
            Phase phase = world.state().phase();
            if (!resting.contains(phase) && world.mustPass()) {
                assertThat(world.state().deadline())
                        .as("seed %d, step %d, %s has no deadline", seed, i, phase)
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void aStopAlwaysEndsInStoppedWithoutAProcess(long seed) {
        RandomWorld world = new RandomWorld(seed);
        for (int i = 0; i < STEPS; i++) {
            world.disturb();
            world.settleOnce();
        }
        world.wantStopped(InstanceReason.DEPLOYMENT_DELETED, Duration.ofSeconds(30));
        for (int i = 0; i < 200; i++) {
            world.settleOnce();
            world.passTime(Duration.ofSeconds(1));
        }
        assertThat(world.state().phase()).as("seed %d", seed).isEqualTo(Phase.STOPPED);
        assertThat(world.hasProcess()).as("seed %d", seed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void aHealthyWorldAlwaysEndsReady(long seed) {
        RandomWorld world = new RandomWorld(seed);
        for (int i = 0; i < STEPS; i++) {
            world.disturb();
            world.settleOnce();
        }
        world.becomeHealthy();
        for (int i = 0; i < 2_000; i++) {
            world.settleOnce();
            world.passTime(Duration.ofSeconds(1));
            world.probeAnswers();
        }
        assertThat(world.state().phase()).as("seed %d", seed).isEqualTo(Phase.READY);
    }
}
