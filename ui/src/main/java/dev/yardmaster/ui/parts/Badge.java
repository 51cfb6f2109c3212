package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.html.Span;

/** A state as a coloured word; the word alone says it too. */
public final class Badge extends Span {
    private static final long serialVersionUID = 1L;

    public Badge(String word, Tone tone) {
        show(word, tone);
    }

    public void show(String word, Tone tone) {
        setText(word);
        setClassName("badge " + tone.css());
    }

    /** For grid templates: two properties, the word and the tone's class. */
    public static String template(String word, String tone) {
        return "<span class=\"badge ${item." + tone + "}\">${item." + word + "}</span>";
    }
}
