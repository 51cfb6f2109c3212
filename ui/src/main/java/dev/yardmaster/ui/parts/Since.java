package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;

/** A time that tells its age and ticks in the browser, without a round trip; its tooltip is the time itself. */
@Tag("yard-since")
@JsModule("context://yard/yard.js")
public final class Since extends Component {
    private static final long serialVersionUID = 1L;

    public Since(Instant at) {
        getElement().setAttribute("at", at.toString());
    }

    /** Says "ago" after a time that has passed. */
    public static Since ago(Instant at) {
        Since since = new Since(at);
        since.getElement().setAttribute("after", "ago");
        return since;
    }

    /** Says "for" before the age. */
    public static Since lasting(Instant at) {
        Since since = new Since(at);
        since.getElement().setAttribute("before", "for");
        return since;
    }

    /** For grid templates: an element whose property is an ISO time, or empty for none. */
    public static String template(String property) {
        return "<yard-since at=\"${item." + property + "}\"></yard-since>";
    }
}
