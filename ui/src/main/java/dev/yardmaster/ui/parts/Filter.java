package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Function;

/** The field above a grid that narrows it; "/" goes there. */
public final class Filter extends TextField {
    private static final long serialVersionUID = 1L;

    public <T> Filter(LiveGrid<T> grid, Function<T, String> text) {
        setPlaceholder("Filter  (press /)");
        setAriaLabel("Filter");
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        addClassName("filter");
        addThemeNames("small");
        addValueChangeListener(e -> grid.filter(e.getValue(), text));
    }
}
