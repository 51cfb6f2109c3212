package dev.yardmaster.ui.models;

import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.Words;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Models with what is known of them. */
final class ModelGrid {

    /** A model and the nodes that have all of it. */
    record Row(Model model, long held) {
        ModelFacts facts() {
            return model.status().facts();
        }

        String text() {
            return model.name()
                    + ' '
                    + model.spec().source()
                    + ' '
                    + model.status().format()
                    + ' '
                    + String.join(" ", FactWords.of(facts()).values())
                    + ' '
                    + Words.pairs(model.metadata().labels());
        }
    }

    private ModelGrid() {}

    static LiveGrid<Row> make() {
        LiveGrid<Row> grid = new LiveGrid<>("model-grid", r -> r.model().name());
        grid.addThemeNames("wrap-cell-content");
        grid.column(
                        "Name",
                        LitRenderer.<Row>of("""
                        <div class="why"><a href="models/${item.name}">${item.name}</a>
                        <span class="note mono">${item.source}</span></div>""")
                                .withProperty("name", r -> r.model().name())
                                .withProperty("source", r -> r.model().spec().source()))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE)
                .setComparator(Comparator.comparing(r -> r.model().name()));
        text(
                grid,
                "Family",
                r -> r.facts().family().or(() -> r.facts().architecture()).orElse(""));
        text(
                        grid,
                        "Parameters",
                        r -> r.facts().parameters().map(Words::parameters).orElse(""))
                .setComparator(Comparator.comparing(r -> r.facts().parameters().orElse(0L)));
        text(
                grid,
                "Quantisation",
                r -> r.facts()
                        .quantization()
                        .map(FactWords::quantization)
                        .or(() -> r.facts().dtype())
                        .orElse(""));
        text(grid, "Context", r -> r.facts().contextLength().map(Words::tokens).orElse(""))
                .setComparator(
                        Comparator.comparing(r -> r.facts().contextLength().orElse(0)));
        text(grid, "Size", r -> Words.bytes(r.model().status().bytes()))
                .setComparator(Comparator.comparing(r -> r.model().status().bytes()));
        tail(grid);
        return grid;
    }

    private static void tail(LiveGrid<Row> grid) {
        grid.column(
                        "Can",
                        LitRenderer.<Row>of(
                                        "<span class=\"row\">${item.able.map(c => html`<span class=\"tag\">${c}</span>`)}</span>")
                                .withProperty("able", ModelGrid::able))
                .setAutoWidth(false)
                .setWidth("14rem");
        grid.column(
                "Format",
                LitRenderer.<Row>of("<span class=\"tag\">${item.format}</span>")
                        .withProperty("format", r -> r.model().status().format().name()));
        text(
                grid,
                "Licence",
                r -> r.facts().licence().orElse("") + (r.facts().gated().orElse(false) ? ", gated" : ""));
        text(grid, "Held by", r -> Words.count(r.held(), "node")).setComparator(Comparator.comparing(Row::held));
    }

    private static List<String> able(Row row) {
        return row.facts().capabilities().stream().sorted().map(FactWords::word).toList();
    }

    private static com.vaadin.flow.component.grid.Grid.Column<Row> text(
            LiveGrid<Row> grid, String header, Function<Row, String> value) {
        return grid.column(
                header,
                LitRenderer.<Row>of("<span class=\"num\">${item.value}</span>").withProperty("value", value::apply));
    }
}
