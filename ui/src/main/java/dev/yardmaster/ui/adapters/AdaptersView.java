package dev.yardmaster.ui.adapters;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Filter;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Toast;
import dev.yardmaster.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;

/** The catalogue's adapters as a list. */
@Route(value = "adapters", layout = MainLayout.class)
@PageTitle("Adapters · Yardmaster")
@RolesAllowed("ADMIN")
public final class AdaptersView extends Div {
    private static final long serialVersionUID = 1L;

    /** An adapter and the nodes that have it. */
    record Row(Adapter adapter, long held) {}

    private final LiveGrid<Row> grid =
            new LiveGrid<>("adapter-grid", r -> r.adapter().name());
    private final transient Documents documents;
    private final transient Work work;

    public AdaptersView(Fleet fleet, Documents documents, Work work) {
        this.documents = documents;
        this.work = work;
        setClassName("page tall");
        names();
        figures();
        Button add = new Button(
                "Add adapter", e -> NewAdapter.dialog(documents, work, "").open());
        add.setId("add-adapter");
        add.addThemeNames("primary", "small");
        Filter filter = new Filter(
                grid,
                r -> r.adapter().name()
                        + ' '
                        + r.adapter().spec().base()
                        + ' '
                        + r.adapter().spec().source());
        add(
                new PageHeader("Adapters", "LoRA adapters; each is checked against the base that it names.")
                        .actions(filter, add),
                grid);
        grid.setEmptyStateText("Loading…");
        fleet.follow(this, this::paint);
    }

    private void names() {
        grid.column(
                        "Name",
                        LitRenderer.<Row>of(
                                        "<div class=\"why\"><span class=\"strong\">${item.name}</span><span class=\"note\">${item.notes}</span></div>")
                                .withProperty("name", r -> r.adapter().name())
                                .withProperty(
                                        "notes",
                                        r -> String.join(
                                                " ", r.adapter().status().notes())))
                .setComparator(Comparator.comparing(r -> r.adapter().name()));
        grid.column(
                "Base",
                LitRenderer.<Row>of("<a href=\"models/${item.base}\">${item.base}</a>")
                        .withProperty("base", r -> r.adapter().spec().base()));
        grid.column(
                        "Source",
                        LitRenderer.<Row>of("<span class=\"mono\">${item.source}</span>")
                                .withProperty("source", r -> r.adapter().spec().source()))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE);
    }

    private void figures() {
        grid.column(
                "Rank",
                LitRenderer.<Row>of("<span class=\"num\">${item.rank}</span>")
                        .withProperty(
                                "rank",
                                r -> r.adapter()
                                        .status()
                                        .facts()
                                        .rank()
                                        .map(String::valueOf)
                                        .orElse("unknown")));
        grid.column(
                "Modules",
                LitRenderer.<Row>of("<span title=\"${item.all}\">${item.n}</span>")
                        .withProperty(
                                "all",
                                r -> String.join(
                                        ", ", r.adapter().status().facts().targetModules()))
                        .withProperty(
                                "n",
                                r -> r.adapter()
                                        .status()
                                        .facts()
                                        .targetModules()
                                        .size()));
        grid.column(
                "Size",
                LitRenderer.<Row>of("<span class=\"num\">${item.size}</span>")
                        .withProperty(
                                "size", r -> Words.bytes(r.adapter().status().bytes())));
        grid.column(
                "Held by",
                LitRenderer.<Row>of("<span class=\"num\">${item.held}</span>")
                        .withProperty("held", r -> Words.count(r.held(), "node")));
        grid.column(
                "",
                LitRenderer.<Row>of(
                                "<button class=\"mini danger\" @click=\"${del}\" aria-label=\"Delete ${item.name}\">Delete</button>")
                        .withProperty("name", r -> r.adapter().name())
                        .withFunction("del", r -> delete(r.adapter().name())));
    }

    private void delete(String name) {
        new ActionDialog(work, "Delete adapter " + name, "Delete")
                .with(Dom.note("It leaves the catalogue. Files at its source stay."))
                .typed(name)
                .curl(Api.delete(ServerAddress.current(), Kind.ADAPTER, name))
                .doing(
                        () -> {
                            documents.delete(Kind.ADAPTER, name);
                            return name;
                        },
                        gone -> Toast.show("Adapter " + gone + " is deleted"))
                .open();
    }

    private void paint(FleetState state) {
        List<Adapter> adapters = state.library().adapters();
        if (state.loaded() && adapters.isEmpty()) {
            grid.setEmptyStateComponent(new EmptyState(
                    "There is no adapter yet", "Add one for a model of the catalogue; it is served beside its base."));
        }
        grid.show(adapters.stream()
                .map(a -> new Row(a, state.library().holding(Kind.ADAPTER, a.name())))
                .toList());
    }
}
