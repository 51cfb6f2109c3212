package dev.yardmaster.ui.fake;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.internal.Routes;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.server.VaadinSession;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetReader;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.LiveGrid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Views in this JVM, over a fake control plane, with time that a test moves. */
public abstract class ViewTest extends BrowserlessTest {
    protected static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    protected final FakeYard yard = new FakeYard(Clock.fixed(NOW, ZoneOffset.UTC));
    protected final ManualPacer pacer = new ManualPacer();
    protected final Fleet fleet = new Fleet(
            new FleetReader(
                    yard.modelService,
                    yard.deploymentService,
                    yard.nodeService,
                    yard.keyService,
                    yard.events,
                    yard.library.reader()),
            yard.events,
            pacer);
    protected final Work work = new Work(Runnable::run);

    @Override
    protected synchronized Routes discoverRoutes() {
        return new Routes();
    }

    protected <T extends Component> T show(T view) {
        UI.getCurrent().add(view);
        settle();
        return view;
    }

    /** Lets every change reach the views. */
    protected void settle() {
        for (int i = 0; i < 3; i++) {
            pacer.pass(Duration.ofMillis(300));
            settleOnce();
        }
    }

    /** Lets what was handed over be painted; no time passes. */
    protected void settleOnce() {
        VaadinSession session = VaadinSession.getCurrent();
        session.getService().runPendingAccessTasks(session);
        roundTrip();
    }

    protected void click(String id) {
        test(find(Button.class).id(id)).click();
        settle();
    }

    /** All the text that a component shows. */
    protected static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    protected static String all() {
        return text(UI.getCurrent());
    }

    /** @param row of what the grid holds */
    @SuppressWarnings({"unchecked", "rawtypes"})
    protected <T> GridTester<?, T> grid(String id, Class<T> row) {
        LiveGrid<T> grid = find(LiveGrid.class).id(id);
        return test(grid);
    }

    protected static String shown(HasText component) {
        return component.getText();
    }
}
