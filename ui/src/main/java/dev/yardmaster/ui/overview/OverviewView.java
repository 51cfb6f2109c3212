package dev.yardmaster.ui.overview;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.EventList;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/** What needs attention, how much there is, what happened last, and how to begin. */
@Route(value = "", layout = MainLayout.class)
@PageTitle("Overview · Yardmaster")
@RolesAllowed("ADMIN")
public final class OverviewView extends Div {
    private static final long serialVersionUID = 1L;
    private static final int EVENTS = 12;

    private final Figure deployments = new Figure("count-deployments", "Deployments ready", "deployments");
    private final Figure instances = new Figure("count-instances", "Instances ready", "deployments");
    private final Figure nodes = new Figure("count-nodes", "Nodes online", "nodes");
    private final Figure models = new Figure("count-models", "Models", "models");
    private final Div attention = Dom.div("attention");
    private final EventList events = new EventList("overview-events");
    private final QuickStart quickStart;
    private transient List<Attention> shown = List.of();

    public OverviewView(Fleet fleet, Playground playground) {
        setClassName("page");
        attention.setId("attention");
        quickStart = new QuickStart(playground.gatewayUrl());
        attention.add(Dom.note("Loading…"));
        add(
                new PageHeader("Overview", "What needs attention comes first."),
                Dom.div("figures", deployments, instances, nodes, models),
                Dom.card("Needs attention", attention),
                Dom.div("columns", Dom.card("Latest events", events), quickStart));
        fleet.follow(this, this::paint);
    }

    private void paint(FleetState state) {
        if (!state.loaded()) {
            return;
        }
        long ready = state.deployments().stream()
                .filter(d -> d.status().phase() == Deployment.Phase.READY)
                .count();
        long wanted = state.deployments().stream()
                .filter(d -> d.status().wanted() > 0)
                .count();
        deployments.show(ready, wanted);
        instances.show(state.instancesReady(), state.instancesWanted());
        nodes.show(state.nodesOnline(), state.nodes().size());
        long bytes = state.models().stream()
                .map(Model::status)
                .mapToLong(Model.Status::bytes)
                .sum();
        models.show(state.models().size() + "", Words.bytes(bytes) + " in all");
        events.show(state.events().stream().limit(EVENTS).toList());
        state.deployments().stream()
                .filter(d -> d.status().ready() > 0)
                .findFirst()
                .ifPresent(d -> quickStart.show(d.name()));
        paintAttention(state);
    }

    private void paintAttention(FleetState state) {
        List<Attention> now = Attention.of(state);
        boolean first = attention.getElement().getProperty("painted", "").isEmpty();
        if (!first && now.equals(shown) && !now.isEmpty()) {
            return;
        }
        attention.getElement().setProperty("painted", "yes");
        shown = now;
        attention.removeAll();
        if (now.isEmpty()) {
            attention.add(calm(state));
        }
        now.forEach(a -> attention.add(line(a)));
    }

    private static EmptyState calm(FleetState state) {
        if (!state.deployments().isEmpty()) {
            return new EmptyState("All is well", "Every node is heard from, and every instance does what it should.");
        }
        String next = state.models().isEmpty() ? "models" : "deployments";
        Button begin = new Button(
                state.models().isEmpty() ? "Add a model" : "Deploy a model",
                e -> e.getSource().getUI().ifPresent(ui -> ui.navigate(next)));
        begin.addThemeNames("primary", "small");
        return new EmptyState(
                "Nothing is deployed yet", "A deployment serves a model of the catalogue on your nodes.", begin);
    }

    private static Div line(Attention item) {
        Div line = Dom.div(
                "attention-line",
                new Badge(item.word(), item.tone()),
                Dom.div("event-text", Dom.link(item.href(), item.subject()), Dom.span("", item.sentence())));
        item.since().ifPresent(at -> line.add(Since.lasting(at)));
        return line;
    }

    /** A number that leads to its page. */
    private static final class Figure extends Anchor {
        private static final long serialVersionUID = 1L;
        private final Span value = Dom.span("figure-value", "–");
        private final Span of = Dom.span("figure-of", "");

        Figure(String id, String name, String href) {
            setHref(href);
            setClassName("figure");
            value.setId(id);
            add(Dom.span("figure-name", name), Dom.div("", value, of));
        }

        void show(long have, long want) {
            show(have + "", "of " + want);
            setClassName("figure" + (have < want ? " short" : ""));
        }

        void show(String number, String beside) {
            value.setText(number);
            of.setText(beside);
        }
    }
}
