package dev.yardmaster.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.shared.Registration;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.fake.FakeYard;
import dev.yardmaster.ui.fake.ManualPacer;
import dev.yardmaster.ui.fake.Samples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetTest {
    private final FakeYard yard = new FakeYard(Clock.systemUTC());
    private final ManualPacer pacer = new ManualPacer();
    private final Fleet fleet = new Fleet(
            new FleetReader(
                    yard.modelService,
                    yard.deploymentService,
                    yard.nodeService,
                    yard.keyService,
                    yard.events,
                    yard.library.reader()),
            yard.events,
            pacer);
    private final List<FleetState> seen = new ArrayList<>();

    @Test
    void readsNothingWhileNobodyLooks() {
        yard.put(Samples.node("a", Node.State.ONLINE, 0, Instant.EPOCH));
        pacer.pass(Duration.ofMinutes(5));
        assertThat(yard.calls).isEmpty();
    }

    @Test
    void showsTheWholePictureToTheFirstFollower() {
        yard.put(Samples.model("m", "hub://o/m", ModelFormat.GGUF));
        fleet.listen(seen::add);
        pacer.pass(Duration.ZERO);
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().model("m")).isPresent();
    }

    @Test
    void gathersManyChangesIntoFewPictures() {
        fleet.listen(seen::add);
        pacer.pass(Duration.ZERO);
        int before = seen.size();
        for (int i = 0; i < 1000; i++) {
            yard.put(Samples.node("n" + i, Node.State.ONLINE, 0, Instant.EPOCH));
            pacer.pass(Duration.ofMillis(1));
        }
        pacer.pass(Fleet.PACE);
        assertThat(seen.size() - before).isBetween(3, 5);
        assertThat(seen.getLast().nodes()).hasSize(1000);
    }

    @Test
    void readsOnlyWhatAChangeTouched() {
        fleet.listen(seen::add);
        pacer.pass(Duration.ZERO);
        yard.put(Samples.node("a", Node.State.ONLINE, 0, Instant.EPOCH));
        pacer.pass(Fleet.PACE);
        assertThat(Collections.frequency(yard.calls, "models")).isEqualTo(1);
        yard.put(Samples.model("m", "hub://o/m", ModelFormat.GGUF));
        pacer.pass(Fleet.PACE);
        assertThat(Collections.frequency(yard.calls, "models")).isEqualTo(2);
    }

    @Test
    void keepsTheLastPictureWhenReadingFailsAndTriesAgain() {
        yard.put(Samples.model("m", "hub://o/m", ModelFormat.GGUF));
        fleet.listen(seen::add);
        pacer.pass(Duration.ZERO);
        yard.refuseNext(new IllegalStateException("connection refused"));
        yard.put(Samples.model("n", "hub://o/n", ModelFormat.GGUF));
        pacer.pass(Fleet.PACE);
        assertThat(seen.getLast().trouble()).isPresent();
        assertThat(seen.getLast().trouble().orElseThrow()).doesNotContain("connection refused");
        assertThat(seen.getLast().model("m")).isPresent();
        pacer.pass(Fleet.RETRY);
        assertThat(seen.getLast().trouble()).isEmpty();
        assertThat(seen.getLast().model("n")).isPresent();
    }

    @Test
    void findsWhatItWasNotToldOf() {
        fleet.listen(seen::add);
        pacer.pass(Duration.ZERO);
        yard.models.put("m", Samples.model("m", "hub://o/m", ModelFormat.GGUF));
        pacer.pass(Fleet.RESYNC);
        assertThat(seen.getLast().model("m")).isPresent();
    }

    @Test
    void forgetsWhoLeftAndUnsubscribesAtTheEnd() {
        Registration follower = fleet.listen(seen::add);
        pacer.pass(Duration.ZERO);
        follower.remove();
        yard.put(Samples.model("m", "hub://o/m", ModelFormat.GGUF));
        pacer.pass(Duration.ofMinutes(1));
        assertThat(seen).hasSize(1);
        assertThat(fleet.followers()).isZero();
        fleet.close();
        assertThat(yard.events.listeners()).isZero();
    }
}
