package dev.yardmaster.ui.models;

import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.Words;
import java.util.function.Consumer;

/** Models that were found. */
final class FoundGrid {
    private FoundGrid() {}

    static LiveGrid<FoundModel> make(Consumer<FoundModel> add) {
        LiveGrid<FoundModel> grid = new LiveGrid<>("found-grid", f -> f.place() + f.id());
        grid.addThemeNames("wrap-cell-content");
        grid.column(
                        "Model",
                        LitRenderer.<FoundModel>of("""
                        <div class="why"><span class="strong">${item.id}</span><span class="note">${item.tags}</span></div>""")
                                .withProperty("id", FoundModel::id)
                                .withProperty("tags", FoundGrid::tags))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE);
        text(grid, "Parameters", f -> f.parameters().map(Words::parameters).orElse(""));
        text(grid, "Downloads", f -> f.downloads().map(Words::parameters).orElse(""));
        text(grid, "Likes", f -> f.likes().map(Words::parameters).orElse(""));
        text(grid, "Licence", f -> f.licence().orElse("") + (f.gated().orElse(false) ? ", gated" : ""));
        grid.column(
                "",
                LitRenderer.<FoundModel>of("""
                <a ?hidden="${!item.name}" href="models/${item.name}">in the catalogue</a>
                <button class="mini" ?hidden="${item.name}" @click="${add}" aria-label="Add ${item.id}">Add</button>""")
                        .withProperty("id", FoundModel::id)
                        .withProperty("name", f -> f.catalogueName().orElse(""))
                        .withFunction("add", add::accept));
        return grid;
    }

    private static String tags(FoundModel found) {
        return String.join(
                ", ",
                found.tags().stream().filter(t -> !t.contains(":")).limit(8).toList());
    }

    private static void text(LiveGrid<FoundModel> grid, String header, LiveText value) {
        grid.column(
                header,
                LitRenderer.<FoundModel>of("<span class=\"num\">${item.value}</span>")
                        .withProperty("value", value::of));
    }

    private interface LiveText {
        String of(FoundModel found);
    }
}
