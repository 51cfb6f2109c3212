package dev.yardmaster.ui.models;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Filter;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;

/** The catalogue as a list. */
@Route(value = "models", layout = MainLayout.class)
@PageTitle("Models · Yardmaster")
@RolesAllowed("ADMIN")
public final class ModelsView extends Div {
    private static final long serialVersionUID = 1L;
    private final LiveGrid<Model> grid = new LiveGrid<>("model-grid", Model::name);

    public ModelsView(Fleet fleet, Documents documents, Work work) {
        setClassName("page tall");
        columns();
        Button add =
                new Button("Add model", e -> NewModel.dialog(documents, work).open());
        add.setId("add-model");
        add.addThemeNames("primary", "small");
        Filter filter = new Filter(
                grid, m -> m.name() + ' ' + m.spec().source() + ' ' + m.status().format());
        add(
                new PageHeader("Models", "Each is pinned to one immutable commit of its source.").actions(filter, add),
                grid);
        grid.setEmptyStateText("Loading…");
        grid.addItemClickListener(
                e -> getUI().ifPresent(ui -> ui.navigate("models/" + e.getItem().name())));
        fleet.follow(this, this::paint);
    }

    private void columns() {
        grid.column(
                        "Name",
                        LitRenderer.<Model>of("<a href=\"models/${item.name}\">${item.name}</a>")
                                .withProperty("name", Model::name))
                .setComparator(Comparator.comparing(Model::name));
        grid.column(
                        "Source",
                        LitRenderer.<Model>of("<span class=\"mono\">${item.source}</span>")
                                .withProperty("source", m -> m.spec().source()))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE);
        grid.column(
                "Commit",
                LitRenderer.<Model>of("<span class=\"mono\" title=\"${item.all}\">${item.commit}</span>")
                        .withProperty("all", m -> m.status().commit())
                        .withProperty("commit", m -> Words.digest(m.status().commit())));
        grid.column(
                "Format",
                LitRenderer.<Model>of("<span class=\"tag\">${item.format}</span>")
                        .withProperty("format", m -> m.status().format().name()));
        grid.column(
                "Files",
                LitRenderer.<Model>of("<span class=\"num\">${item.n}</span>")
                        .withProperty("n", m -> m.status().files().size()));
        grid.column(
                        "Size",
                        LitRenderer.<Model>of("<span class=\"num\">${item.size}</span>")
                                .withProperty(
                                        "size", m -> Words.bytes(m.status().bytes())))
                .setComparator(Comparator.comparing(m -> m.status().bytes()));
    }

    private void paint(FleetState state) {
        if (state.loaded() && state.models().isEmpty()) {
            grid.setEmptyStateComponent(new EmptyState(
                    "The catalogue is empty",
                    "Add a model from the built-in hub (hub://owner/name) or from huggingface.co (hf://owner/name)."));
        }
        grid.show(state.models());
    }
}
