package dev.yardmaster.server.deployments.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What answers on a device that is not trusted any more. */
class QuarantinePlanTest {
    private final Fleet fleet = new Fleet().host("a", 4);

    @BeforeEach
    void devices() {
        fleet.devices = true;
        settle();
        fleet.host("b", 4);
    }

    private void settle() {
        for (int i = 0; i < 30; i++) {
            fleet.plan();
            fleet.work();
            fleet.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void itsSubstituteAnswersBeforeItIsDrained() {
        String first = fleet.instances.getFirst().id();
        fleet.quarantine("a", true);
        assertThat(fleet.plan()).hasExactlyElementsOfTypes(Action.Create.class, Action.Place.class);
        while (fleet.ready() < 2) {
            assertThat(fleet.find(first))
                    .hasValueSatisfying(i -> assertThat(i.ready()).isTrue());
            fleet.work();
            if (fleet.ready() < 2) {
                assertThat(fleet.plan()).isEmpty();
            }
        }
        assertThat(fleet.plan()).singleElement().isInstanceOfSatisfying(Action.Stop.class, stop -> {
            assertThat(stop.id()).isEqualTo(first);
            assertThat(stop.reason()).isEqualTo(InstanceReason.DEVICE_QUARANTINED);
        });
        settle();
        assertThat(fleet.instances)
                .singleElement()
                .satisfies(i -> assertThat(i.node()).contains("b"));
    }

    @Test
    void whereNothingElseFitsItGoesOnAnswering() {
        fleet.hosts.remove("b");
        fleet.quarantine("a", true);
        for (int i = 0; i < 5; i++) {
            assertThat(fleet.plan()).isEmpty();
            fleet.pass(Duration.ofMinutes(10));
        }
    }

    @Test
    void ofSeveralOneIsMovedAtATimeAndAllAnswerMeanwhile() {
        fleet.hosts.remove("b");
        fleet.replicas = 3;
        settle();
        fleet.host("b", 4);
        fleet.quarantine("a", true);
        for (int i = 0; i < 60; i++) {
            fleet.plan();
            assertThat(fleet.instances).hasSizeLessThanOrEqualTo(3 + 2);
            assertThat(fleet.instances.stream().filter(Seen::wanted)).hasSizeLessThanOrEqualTo(3 + 1);
            assertThat(fleet.ready()).isGreaterThanOrEqualTo(3);
            fleet.work();
            fleet.pass(Duration.ofSeconds(1));
        }
        assertThat(fleet.on("b")).isEqualTo(3);
        assertThat(fleet.on("a")).isZero();
    }

    @Test
    void aDeviceThatIsReleasedBeforeTheSubstituteAnswersKeepsItsInstance() {
        String first = fleet.instances.getFirst().id();
        for (int i = 0; i < 5; i++) {
            fleet.quarantine("a", true);
            fleet.plan();
            fleet.work();
            fleet.quarantine("a", false);
            settle();
            assertThat(fleet.instances).extracting(Seen::id).containsExactly(first);
        }
        assertThat(fleet.plan()).isEmpty();
    }

    @Test
    void oneThatWasToldToGoGoesAlthoughItsDeviceIsReleased() {
        String first = fleet.instances.getFirst().id();
        fleet.quarantine("a", true);
        while (fleet.find(first).filter(Seen::wanted).isPresent()) {
            fleet.plan();
            fleet.work();
        }
        fleet.quarantine("a", false);
        List<Seen> before = fleet.instances;
        assertThat(fleet.plan()).noneMatch(a -> a instanceof Action.Create);
        assertThat(before).isNotEmpty();
        settle();
        assertThat(fleet.instances)
                .singleElement()
                .satisfies(i -> assertThat(i.id()).isNotEqualTo(first));
    }
}
