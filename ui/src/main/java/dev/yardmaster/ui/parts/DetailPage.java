package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;

/** Reads the name of the thing that a page is about, and says so when there is no such thing. */
public final class DetailPage {
    private DetailPage() {}

    public static String name(BeforeEnterEvent event) {
        return event.getRouteParameters().get("name").orElse("");
    }

    /** The way back to the list that the thing is in. */
    public static Component back(String href, String list) {
        return Dom.div("back", Dom.link(href, "← " + list));
    }

    public static Div missing(String kind, String name, String href, String list) {
        return new EmptyState(
                "There is no " + kind + " named " + name, "It may have been deleted.", Dom.link(href, "All " + list));
    }
}
