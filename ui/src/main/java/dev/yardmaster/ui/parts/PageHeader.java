package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** A page's title, what it is about in a sentence, and what can be done. */
public final class PageHeader extends Div {
    private static final long serialVersionUID = 1L;
    private final Div actions = Dom.div("row actions");
    private final Div line;

    public PageHeader(String title, String sentence) {
        this(new H2(title));
        add(Dom.note(sentence));
    }

    public PageHeader(Component title) {
        setClassName("page-header");
        line = Dom.div("row", title);
        add(Dom.div("row spread", line, actions));
    }

    /** Beside the title. */
    public PageHeader beside(Component... components) {
        line.add(components);
        return this;
    }

    public PageHeader actions(Component... components) {
        actions.add(components);
        return this;
    }
}
