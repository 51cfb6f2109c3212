package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.Tone;
import java.util.List;
import java.util.Optional;

/** Why this runtime, and why no other, as it was when the revision was made. */
final class RuntimePanel extends Div {
    private static final long serialVersionUID = 1L;
    private transient Optional<RuntimeChoice> shown = Optional.empty();

    RuntimePanel() {
        setId("runtime-verdicts");
        setClassName("verdicts");
        setVisible(false);
    }

    void show(Optional<RuntimeChoice> choice) {
        if (choice.equals(shown)) {
            return;
        }
        shown = choice;
        removeAll();
        setVisible(choice.isPresent());
        choice.ifPresent(c -> {
            add(Dom.heading("Why this runtime"), Dom.note(c.why() + "."));
            c.verdicts().forEach(v -> add(card(v, c.runtime())));
        });
    }

    private static Div card(RuntimeVerdict verdict, String chosen) {
        boolean taken = verdict.runtime().equals(chosen);
        String score = "score " + verdict.score();
        Badge badge = verdict.fits()
                ? new Badge(taken ? "Chosen, " + score : "Fits, " + score, taken ? Tone.GOOD : Tone.QUIET)
                : new Badge(taken ? "Asked for, does not fit" : "Does not fit", Tone.WARN);
        Div reasons = Dom.div("reasons");
        List<String> why = verdict.why();
        why.forEach(w -> reasons.add(Dom.div("", Dom.span("", w))));
        return Dom.div("verdict-card", Dom.div("row", Dom.span("strong", verdict.runtime()), badge), reasons);
    }
}
