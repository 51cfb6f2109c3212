package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Filter;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;

/** What is served, as a list. */
@Route(value = "deployments", layout = MainLayout.class)
@PageTitle("Deployments · Yardmaster")
@RolesAllowed("ADMIN")
public final class DeploymentsView extends Div {
    private static final long serialVersionUID = 1L;
    private static final String READY = """
            <div class="ready"><span class="num">${item.ready} / ${item.wanted}</span>
            <div class="bar ${item.tone}"><i style="width:${item.percent}%"></i></div></div>""";
    private final LiveGrid<Deployment> grid = new LiveGrid<>("deployment-grid", Deployment::name);

    public DeploymentsView(Fleet fleet, Documents documents, Work work) {
        setClassName("page tall");
        columns();
        Button add = new Button(
                "New deployment",
                e -> NewDeployment.dialog(fleet.state(), documents, work).open());
        add.setId("add-deployment");
        add.addThemeNames("primary", "small");
        Filter filter = new Filter(
                grid,
                d -> d.name()
                        + ' '
                        + d.spec().model()
                        + ' '
                        + Words.of(d.status().phase())
                        + ' '
                        + d.status().sentence());
        add(
                new PageHeader("Deployments", "A model, how often it runs, and what is going on.").actions(filter, add),
                grid);
        grid.setEmptyStateText("Loading…");
        grid.addItemClickListener(e ->
                getUI().ifPresent(ui -> ui.navigate("deployments/" + e.getItem().name())));
        fleet.follow(this, this::paint);
    }

    private void columns() {
        grid.column(
                        "Name",
                        LitRenderer.<Deployment>of("<a href=\"deployments/${item.name}\">${item.name}</a>")
                                .withProperty("name", Deployment::name))
                .setComparator(Comparator.comparing(Deployment::name));
        grid.column(
                        "Phase",
                        LitRenderer.<Deployment>of(Badge.template("phase", "tone"))
                                .withProperty("phase", d -> Words.of(d.status().phase()))
                                .withProperty(
                                        "tone", d -> Tone.of(d.status().phase()).css()))
                .setComparator(Comparator.comparing(d -> d.status().phase()));
        grid.column(
                "Ready",
                LitRenderer.<Deployment>of(READY)
                        .withProperty("ready", d -> d.status().ready())
                        .withProperty("wanted", d -> d.status().wanted())
                        .withProperty("tone", d -> Tone.of(d.status().phase()).css())
                        .withProperty("percent", DeploymentsView::percent));
        grid.column(
                        "Model",
                        LitRenderer.<Deployment>of("<a href=\"models/${item.model}\">${item.model}</a>")
                                .withProperty("model", d -> d.spec().model()))
                .setComparator(Comparator.comparing(d -> d.spec().model()));
        grid.column(
                "Revision",
                LitRenderer.<Deployment>of("<span class=\"num\">${item.revision}</span>")
                        .withProperty("revision", d -> d.status().revision()));
        grid.column(
                        "What is going on",
                        LitRenderer.<Deployment>of("<span title=\"${item.s}\">${item.s}</span>")
                                .withProperty("s", d -> d.status().sentence()))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE);
    }

    private static int percent(Deployment d) {
        return d.status().wanted() == 0
                ? 0
                : Math.min(100, d.status().ready() * 100 / d.status().wanted());
    }

    private void paint(FleetState state) {
        if (state.loaded() && state.deployments().isEmpty()) {
            grid.setEmptyStateComponent(new EmptyState(
                    "Nothing is deployed", "A deployment serves a model of the catalogue on nodes that fit."));
        }
        grid.show(state.deployments());
    }
}
