package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.event.Event;
import java.util.List;

/** What happened, newest first. */
public final class EventList extends Div {
    private static final long serialVersionUID = 1L;
    private transient List<Event> shown = List.of();

    public EventList(String id) {
        setId(id);
        setClassName("events");
        empty();
    }

    public void show(List<Event> events) {
        if (events.equals(shown)) {
            return;
        }
        shown = List.copyOf(events);
        removeAll();
        if (events.isEmpty()) {
            empty();
        }
        events.forEach(e -> add(line(e)));
    }

    private void empty() {
        add(Dom.note("Nothing has happened yet."));
    }

    private static Div line(Event event) {
        return Dom.div(
                "event",
                Dom.div("dot " + Tone.of(event.severity()).css()),
                Dom.div(
                        "event-text",
                        Dom.div(
                                "",
                                Dom.span("strong", event.kind() + " " + event.name()),
                                Dom.span("reason", event.reason())),
                        Dom.span("note", event.sentence())),
                Since.ago(event.at()));
    }
}
