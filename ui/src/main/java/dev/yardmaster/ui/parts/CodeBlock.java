package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;

/** Text to be taken along: monospaced, with a button that copies it in the browser. */
@JsModule("context://yard/yard.js")
public final class CodeBlock extends Div {
    private static final long serialVersionUID = 1L;
    private final Pre text = new Pre();

    public CodeBlock(String code) {
        setClassName("code");
        add(text, copyButton("Copy", text));
        show(code);
    }

    public void show(String code) {
        text.setText(code);
    }

    public String text() {
        return text.getText();
    }

    /** A small button that copies what the element says. */
    static Button copyButton(String label, com.vaadin.flow.component.Component source) {
        Button copy = new Button(label);
        copy.addThemeNames("tertiary", "small");
        copy.addClassName("copy");
        copy.addAttachListener(e -> copy.getElement()
                .executeJs("this.onclick = () => window.yard.copy($0.innerText, this)", source.getElement()));
        return copy;
    }

    public Button copyButton() {
        return copyButton("Copy", text);
    }
}
