package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Tone;
import java.util.Comparator;
import java.util.List;

/** Where the next instance would go, and why not elsewhere. */
final class PlacementPanel extends Div {
    private static final long serialVersionUID = 1L;
    private transient List<PlacementVerdict> shown = List.of();

    PlacementPanel() {
        setId("placement");
        setClassName("verdicts");
        add(Dom.note("Loading…"));
    }

    void show(List<PlacementVerdict> verdicts) {
        if (!verdicts.isEmpty() && verdicts.equals(shown)) {
            return;
        }
        shown = List.copyOf(verdicts);
        removeAll();
        if (verdicts.isEmpty()) {
            add(new EmptyState("There is no node to look at", "Add a node, then this says what fits where."));
        }
        verdicts.stream()
                .sorted(Comparator.comparing(PlacementVerdict::fits)
                        .thenComparing(PlacementVerdict::score)
                        .reversed())
                .forEach(v -> add(card(v)));
    }

    private static Div card(PlacementVerdict verdict) {
        Badge badge = verdict.fits()
                ? new Badge("Fits, score " + verdict.score(), Tone.GOOD)
                : new Badge("Does not fit", Tone.WARN);
        Div reasons = Dom.div("reasons");
        verdict.why().forEach(w -> reasons.add(Dom.div("", Dom.span("", w))));
        verdict.engine().forEach(e -> reasons.add(Dom.div("note", Dom.span("", e))));
        return Dom.div(
                "verdict-card", Dom.div("row", Dom.link("nodes/" + verdict.node(), verdict.node()), badge), reasons);
    }
}
