package dev.yardmaster.ui.parts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;

/** Shows something that cannot be shown again. */
public final class SecretOnce {
    private SecretOnce() {}

    public static void open(String title, String sentence, String secret) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(title);
        dialog.addClassName("action-dialog");
        dialog.setCloseOnOutsideClick(false);
        CodeBlock code = new CodeBlock(secret);
        code.setId("secret-once");
        Button done = new Button("I have it", e -> dialog.close());
        done.setId("secret-done");
        done.addThemeNames("primary");
        dialog.add(Dom.note(sentence), code);
        dialog.getFooter().add(done);
        dialog.open();
    }
}
