package dev.yardmaster.ui.documents;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.ProblemPanel;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Toast;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import java.util.OptionalInt;

/**
 * Writes a document: checks it by a dry run whenever the typing rests, shows refusals at their line, and applies it.
 */
public final class DocumentDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int REST_MILLIS = 500;
    private final transient Documents documents;
    private final transient Work work;
    private final TextArea text = new TextArea("Document (YAML)");
    private final Div verdict = Dom.div("verdict");
    private final ProblemPanel problem = new ProblemPanel();
    private final CodeBlock call = new CodeBlock("");
    private final Button apply = new Button("Apply", e -> apply());
    private final String server = ServerAddress.current();
    private int checks;

    public DocumentDialog(Documents documents, Work work, String title) {
        this.documents = documents;
        this.work = work;
        setHeaderTitle(title);
        addClassName("document-dialog");
        setCloseOnOutsideClick(false);
        text.setId("document-text");
        text.addClassName("editor");
        text.setWidthFull();
        text.setMinRows(9);
        text.setMaxRows(20);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(REST_MILLIS);
        text.addValueChangeListener(e -> check());
        verdict.getElement().setAttribute("aria-live", "polite");
        Details same = new Details("The same by API", call);
        same.addClassName("same");
        add(text, verdict, problem, same);
        footer();
        addAttachListener(e -> check());
    }

    private void footer() {
        Button leave = new Button("Cancel", e -> close());
        leave.addThemeNames("tertiary");
        apply.setId("document-apply");
        apply.addThemeNames("primary");
        getFooter().add(leave, apply);
    }

    /** Puts fields above the text; they write it with {@link #write}. */
    public DocumentDialog form(Component form) {
        addComponentAsFirst(form);
        return this;
    }

    /** Replaces the text. */
    public DocumentDialog write(String yaml) {
        text.setValue(yaml);
        return this;
    }

    private void check() {
        call.show(Api.apply(server, text.getValue()));
        if (!isAttached() || text.getValue().isBlank()) {
            return;
        }
        int mine = ++checks;
        String yaml = text.getValue();
        work.run(
                this,
                () -> documents.apply(yaml, true),
                report -> onlyIfNewest(mine, () -> approve(report)),
                refusal -> onlyIfNewest(mine, () -> refuse(refusal)));
    }

    private void onlyIfNewest(int check, Runnable task) {
        if (check == checks) {
            task.run();
        }
    }

    private void approve(ApplyReport report) {
        problem.clear();
        verdict.removeAll();
        report.results()
                .forEach(r -> verdict.add(Dom.div(
                        "row",
                        new Badge(
                                "Would be " + Words.of(r.outcome()).toLowerCase(java.util.Locale.ROOT),
                                Tone.of(r.outcome())),
                        Dom.span("strong", r.kind() + " " + r.name()),
                        Dom.span("note", r.detail()))));
    }

    private void refuse(Problem refusal) {
        verdict.removeAll();
        String yaml = text.getValue();
        problem.show(refusal, field -> {
            OptionalInt line = FieldLines.lineOf(yaml, field);
            return line.isPresent() ? field + " (line " + line.getAsInt() + ")" : field;
        });
    }

    private void apply() {
        checks++;
        apply.setEnabled(false);
        String yaml = text.getValue();
        work.run(
                this,
                () -> documents.apply(yaml, false),
                report -> {
                    close();
                    report.results().forEach(r -> Toast.show(r.kind() + " " + r.name() + ": " + r.detail()));
                },
                refusal -> {
                    apply.setEnabled(true);
                    refuse(refusal);
                });
    }
}
