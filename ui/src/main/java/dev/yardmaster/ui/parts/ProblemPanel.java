package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import java.util.function.Function;

/** A refusal: what was wrong, at which field, and what would be right. Hidden while there is none. */
public final class ProblemPanel extends Div {
    private static final long serialVersionUID = 1L;

    public ProblemPanel() {
        setClassName("problem");
        getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    public void clear() {
        removeAll();
        setVisible(false);
    }

    public void show(Problem problem) {
        show(problem, field -> field);
    }

    /** @param locate how a field's path is called here, for instance with its line */
    public void show(Problem problem, Function<String, String> locate) {
        removeAll();
        add(Dom.span("problem-title", problem.title()));
        if (problem.errors().isEmpty()) {
            add(Dom.span("problem-detail", problem.detail()));
        }
        problem.errors().forEach(e -> add(line(e, locate)));
        setVisible(true);
    }

    private static Div line(FieldProblem error, Function<String, String> locate) {
        return Dom.div(
                "problem-field",
                Dom.span("mono", locate.apply(error.field())),
                Dom.span("", error.problem()),
                Dom.span("expected", error.expected()));
    }
}
