package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;

/** Short ways to plain elements with a class of our style sheet. */
public final class Dom {
    private Dom() {}

    public static Div div(String classes, Component... children) {
        Div div = new Div(children);
        div.setClassName(classes);
        return div;
    }

    public static Span span(String classes, String text) {
        Span span = new Span(text);
        span.setClassName(classes);
        return span;
    }

    public static Paragraph note(String text) {
        Paragraph p = new Paragraph(text);
        p.setClassName("note");
        return p;
    }

    public static H2 title(String text) {
        return new H2(text);
    }

    public static H3 heading(String text) {
        H3 h = new H3(text);
        h.setClassName("section");
        return h;
    }

    public static Anchor link(String href, String text) {
        return new Anchor(href, text);
    }

    /** A section of a page: heading, then content on a surface. */
    public static Div card(String heading, Component... children) {
        Div card = div("card", heading(heading));
        card.add(children);
        return card;
    }
}
