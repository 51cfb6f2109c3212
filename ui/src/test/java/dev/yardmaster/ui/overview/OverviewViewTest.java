package dev.yardmaster.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class OverviewViewTest extends ViewTest {

    @Test
    void leadsANewcomerToTheFirstModel() {
        show(new OverviewView(fleet, yard.playground));
        assertThat(text(find(Div.class).id("attention"))).contains("Nothing is deployed yet", "Add a model");
    }

    @Test
    void showsATroubleAndThatItIsOverWithoutAReload() {
        yard.put(Samples.node("gpu-1", Node.State.UNREACHABLE, 1, NOW));
        yard.put(Samples.deployment("chat", "m", Phase.READY, 1, 1, 1, "Ready."));
        show(new OverviewView(fleet, yard.playground));
        assertThat(text(find(Div.class).id("attention"))).contains("Unreachable", "Node gpu-1", "lease ran out");
        assertThat(shown(find(Span.class).id("count-nodes"))).isEqualTo("0");

        yard.put(Samples.node("gpu-1", Node.State.ONLINE, 1, NOW));
        settle();
        assertThat(text(find(Div.class).id("attention"))).contains("All is well");
        assertThat(shown(find(Span.class).id("count-nodes"))).isEqualTo("1");
    }

    @Test
    void namesAReadyRouteInTheQuickStart() {
        yard.put(Samples.deployment("chat", "m", Phase.READY, 1, 1, 1, "Ready."));
        show(new OverviewView(fleet, yard.playground));
        assertThat(all()).contains("\"model\": \"chat\"", "$YARD_API_KEY", "http://127.0.0.1:8090/v1");
    }

    @Test
    void showsEventsAsTheyHappen() {
        show(new OverviewView(fleet, yard.playground));
        assertThat(all()).contains("Nothing has happened yet.");
        yard.events.record(Event.Severity.ERROR, "Node", "gpu-1", "LEASE_LOST", "It is gone.");
        settle();
        assertThat(text(find(Div.class).id("overview-events"))).contains("Node gpu-1", "LEASE_LOST", "It is gone.");
    }
}
