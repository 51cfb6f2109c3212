package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.ui.live.Work;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does one thing after saying what it will do. Refusals are shown in place and leave the dialog open; Enter acts,
 * Escape leaves; the same call for a shell stands below.
 */
public final class ActionDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private final transient Work work;
    private final Button act;
    private final Button leave = new Button("Cancel", e -> close());
    private final Div body = Dom.div("dialog-body");
    private final ProblemPanel problem = new ProblemPanel();
    private final CodeBlock call = new CodeBlock("");

    public ActionDialog(Work work, String title, String action) {
        this.work = work;
        this.act = new Button(action);
        act.setId("dialog-act");
        act.addThemeNames("primary");
        act.addClickShortcut(Key.ENTER).listenOn(this);
        act.setDisableOnClick(true);
        leave.setId("dialog-leave");
        leave.addThemeNames("tertiary");
        setHeaderTitle(title);
        addClassName("action-dialog");
        Details same = new Details("The same by API", call);
        same.addClassName("same");
        add(body, problem, same);
        getFooter().add(leave, act);
        setCloseOnOutsideClick(false);
    }

    public ActionDialog with(Component... components) {
        body.add(components);
        return this;
    }

    /** Shows the call that does the same; call again when a field changes it. */
    public ActionDialog curl(String text) {
        call.show(text);
        return this;
    }

    /** Takes the name typed out before it can act. */
    public ActionDialog typed(String name) {
        TextField confirm = new TextField("Type " + name + " to confirm");
        confirm.setId("dialog-confirm");
        confirm.setValueChangeMode(ValueChangeMode.EAGER);
        confirm.setAutofocus(true);
        confirm.setWidthFull();
        act.setEnabled(false);
        confirm.addValueChangeListener(e -> act.setEnabled(e.getValue().equals(name)));
        body.add(confirm);
        return danger();
    }

    /** Marks that it takes something away. */
    public ActionDialog danger() {
        act.addThemeNames("error");
        return this;
    }

    /** What acting calls, off the UI's lock, and what follows when it was not refused. */
    public <T> ActionDialog doing(Supplier<T> action, Consumer<T> done) {
        act.addClickListener(e -> {
            problem.clear();
            work.run(
                    this,
                    action,
                    result -> {
                        close();
                        done.accept(result);
                    },
                    refusal -> {
                        problem.show(refusal);
                        act.setEnabled(true);
                    });
        });
        return this;
    }
}
