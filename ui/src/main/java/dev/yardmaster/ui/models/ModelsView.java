package dev.yardmaster.ui.models;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.catalog.CatalogImport;
import dev.yardmaster.contract.catalog.CatalogSearch;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Filter;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import jakarta.annotation.security.RolesAllowed;

/** The catalogue as a list. */
@Route(value = "models", layout = MainLayout.class)
@PageTitle("Models · Yardmaster")
@RolesAllowed("ADMIN")
public final class ModelsView extends Div {
    private static final long serialVersionUID = 1L;
    private final LiveGrid<ModelGrid.Row> grid = ModelGrid.make();

    public ModelsView(Fleet fleet, Documents documents, CatalogSearch search, CatalogImport imports, Work work) {
        setClassName("page tall");
        Button find = button("find-model", "Find a model", () -> new SearchDialog(search, work).open());
        find.addThemeNames("primary");
        Button paste = button("import-models", "Import YAML", () -> new ImportDialog(imports, work).open());
        Button write = button(
                "add-model",
                "Write a document",
                () -> NewModel.dialog(documents, work).open());
        Filter filter = new Filter(grid, ModelGrid.Row::text);
        add(
                new PageHeader("Models", "Each is pinned to one immutable commit of its source.")
                        .actions(filter, paste, write, find),
                grid);
        grid.setEmptyStateText("Loading…");
        grid.addItemClickListener(e -> getUI().ifPresent(
                        ui -> ui.navigate("models/" + e.getItem().model().name())));
        fleet.follow(this, this::paint);
    }

    private static Button button(String id, String word, Runnable action) {
        Button button = new Button(word, e -> action.run());
        button.setId(id);
        button.addThemeNames("small");
        return button;
    }

    private void paint(FleetState state) {
        if (state.loaded() && state.models().isEmpty()) {
            grid.setEmptyStateComponent(new EmptyState(
                    "The catalogue is empty",
                    "Find a model on Hugging Face, in the built-in hub or in the list of well-known ones, or import the"
                            + " catalogue of another platform."));
        }
        grid.show(state.models().stream()
                .map(m -> new ModelGrid.Row(m, state.library().holding(Kind.MODEL, m.name())))
                .toList());
    }
}
