package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** A grid that sends only the rows that differ from what the browser already shows. */
public final class LiveGrid<T> extends Grid<T> {
    private static final long serialVersionUID = 1L;
    /** The least width of a column that takes what is left. */
    public static final String WIDE = "15rem";

    private final transient List<T> rows = new ArrayList<>();
    private final transient Function<T, String> key;
    private final transient ListDataProvider<T> provider;

    public LiveGrid(String id, Function<T, String> key) {
        this.key = key;
        this.provider = new ListDataProvider<>(rows) {
            private static final long serialVersionUID = 1L;

            @Override
            public Object getId(T item) {
                return key.apply(item);
            }
        };
        setId(id);
        setDataProvider(provider);
        setSelectionMode(SelectionMode.NONE);
        addThemeVariants(GridVariant.NO_BORDER);
        addThemeNames("small");
        addClassName("live");
    }

    /** A column drawn in the browser from a template. */
    public Column<T> column(String header, LitRenderer<T> renderer) {
        return addColumn(renderer).setHeader(header).setAutoWidth(true).setFlexGrow(0);
    }

    /** As tall as its rows, for grids among other content. */
    public LiveGrid<T> allRows() {
        setAllRowsVisible(true);
        return this;
    }

    public void show(List<T> now) {
        boolean sameRows = keys(now).equals(keys(rows));
        List<T> changed = sameRows ? changed(now) : List.of();
        if (sameRows && changed.isEmpty()) {
            return;
        }
        rows.clear();
        rows.addAll(now);
        if (sameRows) {
            changed.forEach(provider::refreshItem);
        } else {
            provider.refreshAll();
        }
    }

    /** Shows only rows whose text holds all the words. */
    public void filter(String words, Function<T, String> text) {
        List<String> wanted = List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        provider.setFilter(row -> {
            String all = text.apply(row).toLowerCase(Locale.ROOT);
            return wanted.stream().allMatch(all::contains);
        });
    }

    public List<T> rows() {
        return List.copyOf(rows);
    }

    private List<String> keys(List<T> items) {
        return items.stream().map(key).toList();
    }

    private List<T> changed(List<T> now) {
        List<T> changed = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (!Objects.equals(now.get(i), rows.get(i))) {
                changed.add(now.get(i));
            }
        }
        return changed;
    }
}
