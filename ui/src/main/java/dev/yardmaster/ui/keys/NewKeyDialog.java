package dev.yardmaster.ui.keys;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.SecretOnce;
import dev.yardmaster.ui.parts.ServerAddress;
import java.time.Duration;
import java.util.Optional;

/** Makes a key and shows its token once. */
final class NewKeyDialog {
    private final TextField name = new TextField("Name");
    private final CheckboxGroup<KeyScope> scopes = new CheckboxGroup<>("Scopes");
    private final Select<Life> life = new Select<>();
    private final ActionDialog dialog;
    private final String server = ServerAddress.current();

    /** How long a key is good for. */
    private enum Life {
        SERVER("As the server sets (never; one hour for node-join)", Optional.empty()),
        HOUR("1 hour", Optional.of(Duration.ofHours(1))),
        DAY("1 day", Optional.of(Duration.ofDays(1))),
        MONTH("30 days", Optional.of(Duration.ofDays(30))),
        YEAR("365 days", Optional.of(Duration.ofDays(365)));

        private final String words;
        private final Optional<Duration> lasts;

        Life(String words, Optional<Duration> lasts) {
            this.words = words;
            this.lasts = lasts;
        }
    }

    NewKeyDialog(ApiKeys keys, Work work) {
        name.setId("key-name");
        name.setAutofocus(true);
        name.setPlaceholder("what will use it");
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.setWidthFull();
        scopes.setId("key-scopes");
        scopes.setItems(KeyScope.values());
        scopes.setRenderer(new TextRenderer<>(s -> s.word() + ": " + meaning(s)));
        scopes.setValue(java.util.Set.of(KeyScope.INFERENCE));
        scopes.addClassName("stacked");
        life.setId("key-life");
        life.setLabel("Good for");
        life.setItems(Life.values());
        life.setItemLabelGenerator(l -> l.words);
        life.setValue(Life.SERVER);
        life.setWidthFull();
        dialog = new ActionDialog(work, "Create an API key", "Create")
                .with(name, scopes, life)
                .doing(() -> keys.create(wanted()), NewKeyDialog::reveal);
        name.addValueChangeListener(e -> sameCall());
        scopes.addValueChangeListener(e -> sameCall());
        life.addValueChangeListener(e -> sameCall());
        sameCall();
    }

    void open() {
        dialog.open();
    }

    private void sameCall() {
        dialog.curl(Api.createKey(server, wanted()));
    }

    private NewApiKey wanted() {
        return new NewApiKey(name.getValue().strip(), scopes.getValue(), life.getValue().lasts);
    }

    private static void reveal(CreatedApiKey made) {
        SecretOnce.open(
                "Key " + made.key().name(),
                "This is the only time that the token is shown. Keep it where only its user can read it.",
                made.token());
    }

    private static String meaning(KeyScope scope) {
        return switch (scope) {
            case ADMIN -> "everything under /api/v1";
            case INFERENCE -> "asking models through the gateway";
            case HUB_READ -> "downloads from the built-in hub";
            case METRICS -> "reading metrics";
            case GATEWAY -> "being a gateway";
            case NODE_JOIN -> "joining one node, once";
        };
    }
}
