package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.TabSheet;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EventList;
import dev.yardmaster.ui.parts.ProblemPanel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tabs that ask the server for more than the fleet's picture holds; only the one that is open asks. */
final class DeploymentDetails {
    private static final int EVENTS = 100;
    private static final int ENGINES = 64;
    private final Component owner;
    private final Deployments deployments;
    private final Events events;
    private final Work work;
    private final RevisionsPanel revisions = new RevisionsPanel();
    private final EventList history = new EventList("deployment-events");
    private final PlacementPanel placement = new PlacementPanel();
    private final EnginesPanel engines = new EnginesPanel();
    private final ProblemPanel problem = new ProblemPanel();
    private final List<Tab> tabs = new ArrayList<>();
    private boolean reading;
    private boolean missed;

    DeploymentDetails(Component owner, Deployments deployments, Events events, Work work) {
        this.owner = owner;
        this.deployments = deployments;
        this.events = events;
        this.work = work;
    }

    /** Why the open tab could not be read. */
    Component problem() {
        return problem;
    }

    void addTo(TabSheet sheet) {
        tabs.add(sheet.add("Revisions", Dom.div("", revisions)));
        tabs.add(sheet.add("Events", Dom.div("", history)));
        tabs.add(sheet.add(
                "Placement",
                Dom.div("", Dom.note("Where the next instance would go, and why not elsewhere."), placement)));
        tabs.add(sheet.add("Engines", Dom.div("", engines)));
    }

    /** Reads again what the open tab shows. */
    void reload(String deployment) {
        if (tabs.get(0).isSelected()) {
            read(deployment, () -> deployments.revisions(deployment), revisions::show);
        } else if (tabs.get(1).isSelected()) {
            read(deployment, () -> history(deployment), history::show);
        } else if (tabs.get(2).isSelected()) {
            read(deployment, () -> deployments.explain(deployment), placement::show);
        } else if (tabs.get(3).isSelected()) {
            read(deployment, () -> readings(deployment), engines::show);
        }
    }

    private List<InstanceReadings> readings(String deployment) {
        return deployments.instances(deployment).stream()
                .limit(ENGINES)
                .map(i -> deployments.readings(i.id()))
                .toList();
    }

    /** The deployment's own events and those of its instances, newest first. */
    private List<Event> history(String deployment) {
        List<Event> all = new ArrayList<>(events.about("Deployment", deployment, EVENTS));
        events.latest(EVENTS).stream()
                .filter(e -> e.kind().equals("Instance") && isOf(deployment, e.name()))
                .forEach(all::add);
        all.sort(Comparator.comparing(Event::id).reversed());
        return all;
    }

    /** Instances are called DEPLOYMENT-REVISION-RANDOM; a deployment's name may itself end in a number. */
    static boolean isOf(String deployment, String instance) {
        return instance.startsWith(deployment)
                && instance.substring(deployment.length()).matches("-\\d+-[^-]+");
    }

    private <T> void read(String deployment, Supplier<T> call, Consumer<T> show) {
        if (reading || !owner.isAttached()) {
            missed = reading;
            return;
        }
        reading = true;
        work.run(
                owner,
                call,
                result -> {
                    problem.clear();
                    show.accept(result);
                    finished(deployment);
                },
                refusal -> {
                    problem.show(refusal);
                    finished(deployment);
                });
    }

    private void finished(String deployment) {
        reading = false;
        if (missed) {
            missed = false;
            reload(deployment);
        }
    }
}
