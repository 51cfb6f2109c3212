package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.documents.LineDiff;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Words;
import java.util.List;

/** The revisions there were, and what differs between two of them. */
final class RevisionsPanel extends Div {
    private static final long serialVersionUID = 1L;
    private final LiveGrid<Revision> grid = new LiveGrid<>("revision-grid", r -> r.number() + "");
    private final Select<Revision> before = select("diff-before", "From revision");
    private final Select<Revision> after = select("diff-after", "To revision");
    private final RuntimePanel runtimes = new RuntimePanel();
    private final Div diff = Dom.div("diff");
    private final Div comparison = Dom.div("", Dom.heading("What changed"), Dom.div("row", before, after), diff);

    RevisionsPanel() {
        grid.allRows();
        grid.addThemeNames("wrap-cell-content");
        grid.column(
                "Revision",
                LitRenderer.<Revision>of("<span class=\"num strong\">${item.n}</span>")
                        .withProperty("n", Revision::number));
        grid.column(
                "Age",
                LitRenderer.<Revision>of(Since.template("at"))
                        .withProperty("at", r -> r.createdAt().toString()));
        grid.column(
                "Model",
                LitRenderer.<Revision>of("${item.model} <span class=\"mono note\">${item.commit}</span>")
                        .withProperty("model", r -> r.spec().model())
                        .withProperty("commit", r -> Words.digest(r.modelCommit())));
        grid.column(
                "Runtime",
                LitRenderer.<Revision>of("<span class=\"tag\">${item.runtime}</span>")
                        .withProperty("runtime", Revision::runtime));
        grid.column("Why this runtime", LitRenderer.<Revision>of("${item.why}").withProperty("why", Revision::why))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE);
        comparison.setVisible(false);
        add(grid, comparison, runtimes);
    }

    void show(List<Revision> revisions) {
        if (revisions.equals(grid.rows())) {
            return;
        }
        grid.show(revisions);
        runtimes.show(revisions.stream().findFirst().flatMap(Revision::choice));
        comparison.setVisible(revisions.size() > 1);
        if (revisions.size() > 1) {
            before.setItems(revisions);
            after.setItems(revisions);
            before.setValue(revisions.get(1));
            after.setValue(revisions.getFirst());
        }
    }

    private Select<Revision> select(String id, String label) {
        Select<Revision> select = new Select<>();
        select.setId(id);
        select.setLabel(label);
        select.setItemLabelGenerator(r -> "Revision " + r.number());
        select.addThemeNames("small");
        select.addValueChangeListener(e -> compare());
        return select;
    }

    private void compare() {
        diff.removeAll();
        if (before.isEmpty() || after.isEmpty()) {
            return;
        }
        LineDiff.of(text(before.getValue()), text(after.getValue()))
                .forEach(l -> diff.add(Dom.div("diff-" + l.side().name().toLowerCase(java.util.Locale.ROOT), line(l))));
    }

    private static com.vaadin.flow.component.Component line(LineDiff.Line line) {
        return Dom.span("", line.side().sign() + " " + line.text());
    }

    private static String text(Revision revision) {
        return DocumentText.spec(revision.spec()) + "# resolved\nmodelCommit: " + revision.modelCommit() + "\nruntime: "
                + revision.runtime() + "\n";
    }
}
