package dev.yardmaster.ui.models;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.LiveGrid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every fact with where it comes from: what was stated beside what the files say. */
final class FactTable {

    /** @param counted what is gone by */
    record Row(String name, String counted, String stated, String derived) {
        boolean differs() {
            return !stated.isEmpty() && !derived.isEmpty() && !stated.equals(derived);
        }
    }

    private FactTable() {}

    static Div of(Model model) {
        List<Row> rows = rows(model);
        Div card = Dom.card("Facts");
        if (rows.isEmpty()) {
            card.add(Dom.note("Nothing is known of it but its files."));
        } else {
            card.add(grid(rows));
        }
        model.status().notes().forEach(n -> card.add(Dom.note(n)));
        return card;
    }

    static List<Row> rows(Model model) {
        Map<String, String> counted = FactWords.of(model.status().facts());
        Map<String, String> stated = FactWords.of(model.spec().facts().orElse(ModelFacts.UNKNOWN));
        Map<String, String> derived = FactWords.of(model.status().derived());
        Set<String> names = new LinkedHashSet<>(counted.keySet());
        names.addAll(derived.keySet());
        return names.stream()
                .map(n -> new Row(
                        n, counted.getOrDefault(n, ""), stated.getOrDefault(n, ""), derived.getOrDefault(n, "")))
                .toList();
    }

    private static LiveGrid<Row> grid(List<Row> rows) {
        LiveGrid<Row> grid = new LiveGrid<>("fact-grid", Row::name);
        grid.allRows();
        grid.addThemeNames("wrap-cell-content");
        grid.column(
                "Fact",
                LitRenderer.<Row>of("<span class=\"note\">${item.name}</span>").withProperty("name", Row::name));
        column(
                grid,
                "Value",
                LitRenderer.<Row>of("<span class=\"strong\">${item.value}</span>")
                        .withProperty("value", Row::counted));
        column(grid, "Stated", LitRenderer.<Row>of("<span>${item.value}</span>").withProperty("value", Row::stated));
        column(
                grid,
                "From its files",
                LitRenderer.<Row>of(
                                "<span>${item.value}</span> <span class=\"tag\" ?hidden=\"${!item.differs}\">differs</span>")
                        .withProperty("value", Row::derived)
                        .withProperty("differs", Row::differs));
        grid.show(rows);
        return grid;
    }

    private static void column(LiveGrid<Row> grid, String header, LitRenderer<Row> renderer) {
        grid.column(header, renderer).setAutoWidth(false).setFlexGrow(1).setWidth("8rem");
    }
}
