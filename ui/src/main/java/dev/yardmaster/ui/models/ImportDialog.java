package dev.yardmaster.ui.models;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.catalog.CatalogImport;
import dev.yardmaster.contract.catalog.ImportReport;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.catalog.ImportResult.Outcome;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.ProblemPanel;
import dev.yardmaster.ui.parts.ServerAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes another platform's catalogue as text, says per document what becomes of it, and imports that. */
final class ImportDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private final transient CatalogImport imports;
    private final transient Work work;
    private final TextArea text = new TextArea("Documents of OME, KAITO or llmaz (YAML)");
    private final Div summary = Dom.div("verdict");
    private final Div results = Dom.div("import-results");
    private final ProblemPanel problem = new ProblemPanel();
    private final Button act = new Button("Import", e -> run());
    private int checks;

    ImportDialog(CatalogImport imports, Work work) {
        this.imports = imports;
        this.work = work;
        setHeaderTitle("Import a catalogue");
        addClassName("document-dialog");
        setCloseOnOutsideClick(false);
        text.setId("import-text");
        text.addClassName("editor");
        text.setWidthFull();
        text.setMinRows(7);
        text.setMaxRows(12);
        text.setAutofocus(true);
        text.setPlaceholder("kind: ClusterBaseModel …");
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.addValueChangeListener(e -> check());
        summary.getElement().setAttribute("aria-live", "polite");
        Details same = new Details("The same by API", new CodeBlock(Api.importing(ServerAddress.current())));
        same.addClassName("same");
        add(text, summary, problem, results, same);
        Button leave = new Button("Close", e -> close());
        leave.addThemeNames("tertiary");
        act.setId("import-act");
        act.addThemeNames("primary");
        act.setEnabled(false);
        getFooter().add(leave, act);
    }

    private void check() {
        problem.clear();
        act.setEnabled(false);
        int mine = ++checks;
        String yaml = text.getValue();
        if (yaml.isBlank()) {
            summary.removeAll();
            results.removeAll();
            return;
        }
        work.run(
                this,
                () -> imports.run(yaml, true, result -> {}),
                report -> {
                    if (mine == checks) {
                        show(report);
                        act.setEnabled(report.count(Outcome.IMPORTED) > 0);
                    }
                },
                refusal -> {
                    if (mine == checks) {
                        refused(refusal);
                    }
                });
    }

    private void refused(Problem refusal) {
        summary.removeAll();
        results.removeAll();
        problem.show(refusal);
    }

    private void run() {
        checks++;
        act.setEnabled(false);
        text.setReadOnly(true);
        String yaml = text.getValue();
        UI ui = getUI().orElseThrow();
        AtomicInteger done = new AtomicInteger();
        int all = results.getComponentCount();
        work.run(
                this,
                () -> imports.run(yaml, false, result -> {
                    int now = done.incrementAndGet();
                    Work.later(ui, () -> say(now + " of " + all + " are done."));
                }),
                report -> {
                    text.setReadOnly(false);
                    show(report);
                },
                refusal -> {
                    text.setReadOnly(false);
                    refused(refusal);
                });
    }

    private void say(String sentence) {
        summary.removeAll();
        summary.add(Dom.note(sentence));
    }

    private void show(ImportReport report) {
        problem.clear();
        results.removeAll();
        String verb = report.dryRun() ? " would be imported, " : " imported, ";
        say(report.count(Outcome.IMPORTED) + verb + report.count(Outcome.REFUSED) + " refused, "
                + report.count(Outcome.SKIPPED) + " skipped.");
        for (ImportResult result : report.results()) {
            results.add(new ImportLine(result));
        }
    }
}
