package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.shared.Registration;
import dev.yardmaster.contract.agent.LogLine;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.ProblemPanel;
import java.util.List;

/** The last lines of an engine's log; follows what is written unless asked not to. */
public final class LogDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 500;
    private static final int POLL_MILLIS = 1000;

    private final transient Deployments deployments;
    private final transient Work work;
    private final String instance;
    private final CodeBlock text = new CodeBlock("Loading…");
    private final ProblemPanel problem = new ProblemPanel();
    private final Checkbox follow = new Checkbox("Follow", true);
    private transient List<LogLine> shown = List.of();
    private boolean reading;

    public LogDialog(Deployments deployments, Work work, String instance) {
        this.deployments = deployments;
        this.work = work;
        this.instance = instance;
        setHeaderTitle("Log of " + instance);
        addClassName("log-dialog");
        setResizable(true);
        setDraggable(true);
        text.setId("log-text");
        text.addClassName("log");
        follow.setId("log-follow");
        Button close = new Button("Close", e -> close());
        Div spread = Dom.div("row", follow, Dom.span("note", "The last " + LINES + " lines"));
        add(problem, text);
        getFooter().add(spread, close);
        addAttachListener(e -> poll(e.getUI()));
    }

    /** The browser asks once a second while the dialog is open; then polling is switched off again. */
    private void poll(UI ui) {
        ui.setPollInterval(POLL_MILLIS);
        Registration polls = ui.addPollListener(e -> read());
        addDetachListener(e -> {
            e.unregisterListener();
            polls.remove();
            ui.setPollInterval(-1);
        });
        read();
    }

    private void read() {
        if (reading || (!follow.getValue() && !shown.isEmpty())) {
            return;
        }
        reading = true;
        work.run(this, () -> deployments.logs(instance, LINES), this::show, refusal -> {
            reading = false;
            problem.show(refusal);
        });
    }

    private void show(List<LogLine> lines) {
        reading = false;
        problem.clear();
        if (lines.equals(shown) && !lines.isEmpty()) {
            return;
        }
        shown = List.copyOf(lines);
        text.show(lines.isEmpty() ? "The engine has not written anything yet." : joined(lines));
        Component pane = text;
        pane.getElement().executeJs("window.yard.follow(this.querySelector('pre'))");
    }

    static String joined(List<LogLine> lines) {
        StringBuilder all = new StringBuilder();
        lines.forEach(l -> all.append(l.at().toString(), 11, 19)
                .append("  ")
                .append(l.text())
                .append('\n'));
        return all.toString();
    }
}
