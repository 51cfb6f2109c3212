package dev.yardmaster.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.Words;

/** The fleet in one line, on every page. */
final class StatusStrip extends Div {
    private static final long serialVersionUID = 1L;
    private final Span nodes = new Span();
    private final Span instances = new Span();
    private final Span trouble = Dom.span("badge bad", "");

    StatusStrip() {
        setClassName("strip");
        setId("status-strip");
        nodes.setId("status-nodes");
        instances.setId("status-instances");
        trouble.setId("status-trouble");
        add(nodes, instances, trouble);
    }

    void paint(FleetState state) {
        nodes.setText(state.nodesOnline() + "/" + Words.count(state.nodes().size(), "node") + " online");
        nodes.setClassName("pill " + (state.nodesOnline() == state.nodes().size() ? "good" : "bad"));
        instances.setText(state.instancesReady() + "/" + Words.count(state.instancesWanted(), "instance") + " ready");
        instances.setClassName("pill " + (state.instancesReady() >= state.instancesWanted() ? "good" : "busy"));
        nodes.setVisible(state.loaded());
        instances.setVisible(state.loaded());
        trouble.setVisible(state.trouble().isPresent());
        trouble.setText(state.trouble().map(t -> "Not up to date: " + t).orElse(""));
    }
}
