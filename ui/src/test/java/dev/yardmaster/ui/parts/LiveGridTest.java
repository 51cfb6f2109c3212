package dev.yardmaster.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.data.provider.DataChangeEvent;
import com.vaadin.flow.data.provider.DataChangeEvent.DataRefreshEvent;
import com.vaadin.flow.data.provider.Query;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveGridTest {
    private record Row(String key, int value) {}

    private final LiveGrid<Row> grid = new LiveGrid<>("rows", Row::key);
    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void listen() {
        grid.getDataProvider().addDataProviderListener(e -> sent.add(describe(e)));
    }

    @Test
    void sendsOnlyRowsThatChanged() {
        grid.show(List.of(new Row("a", 1), new Row("b", 1), new Row("c", 1)));
        grid.show(List.of(new Row("a", 1), new Row("b", 2), new Row("c", 1)));
        grid.show(List.of(new Row("a", 1), new Row("b", 2), new Row("c", 1)));
        assertThat(sent).containsExactly("all", "b=2");
        assertThat(grid.rows()).contains(new Row("b", 2));
    }

    @Test
    void sendsAllWhenRowsCameWentOrMoved() {
        grid.show(List.of(new Row("a", 1), new Row("b", 1)));
        grid.show(List.of(new Row("b", 1), new Row("a", 1)));
        grid.show(List.of(new Row("b", 1)));
        assertThat(sent).containsExactly("all", "all", "all");
    }

    @Test
    void keepsItsFilterWhileRowsChange() {
        grid.show(List.of(new Row("apple", 1), new Row("banana", 1)));
        grid.filter("  AN 1 ", r -> r.key() + " " + r.value());
        grid.show(List.of(new Row("apple", 1), new Row("banana", 1), new Row("mango", 1), new Row("orange", 2)));
        assertThat(grid.getDataProvider().fetch(new Query<>()))
                .extracting(Row::key)
                .containsExactly("banana", "mango");
    }

    private static String describe(DataChangeEvent<Row> event) {
        return event instanceof DataRefreshEvent<Row> one
                ? one.getItem().key() + "=" + one.getItem().value()
                : "all";
    }
}
