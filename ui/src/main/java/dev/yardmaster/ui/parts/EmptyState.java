package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/** Says why there is nothing to see and what would change that. */
public final class EmptyState extends Div {
    private static final long serialVersionUID = 1L;

    public EmptyState(String headline, String sentence, Component... ways) {
        setClassName("empty");
        add(Dom.span("empty-headline", headline), Dom.note(sentence));
        if (ways.length > 0) {
            add(Dom.div("row", ways));
        }
    }
}
