package dev.yardmaster.ui.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusStripTest extends ViewTest {

    @BeforeEach
    void follow() {
        StatusStrip strip = new StatusStrip();
        fleet.follow(strip, strip::paint);
        show(strip);
    }

    @Test
    void countsWhatIsAndWhatShouldBe() {
        yard.put(Samples.node("a", Node.State.ONLINE, 0, NOW));
        yard.put(Samples.node("b", Node.State.UNREACHABLE, 0, NOW));
        yard.put(Samples.deployment("chat", "m", Phase.PROGRESSING, 1, 2, 3, "."));
        settle();
        assertThat(shown(find(Span.class).id("status-nodes"))).isEqualTo("1/2 nodes online");
        assertThat(shown(find(Span.class).id("status-instances"))).isEqualTo("2/3 instances ready");
        assertThat(find(Span.class).id("status-nodes").hasClassName("bad")).isTrue();
    }

    @Test
    void saysThatThePictureIsOldUntilItIsNewAgain() {
        yard.refuseNext(new IllegalStateException("no database"));
        yard.events.changed("Model", "m");
        pacer.pass(java.time.Duration.ofMillis(300));
        settleOnce();
        assertThat(all()).contains("Not up to date");
        pacer.pass(java.time.Duration.ofSeconds(3));
        settle();
        assertThat(all()).doesNotContain("Not up to date");
    }
}
