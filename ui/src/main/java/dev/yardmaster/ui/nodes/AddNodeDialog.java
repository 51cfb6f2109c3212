package dev.yardmaster.ui.nodes;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.SecretOnce;
import dev.yardmaster.ui.parts.ServerAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Makes a token that joins one node, and says what to run there. */
final class AddNodeDialog {
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final String NAME = "[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?";
    private final String server = ServerAddress.current();
    private final TextField name = new TextField("Name of the node");
    private final ActionDialog dialog;

    AddNodeDialog(ApiKeys keys, Work work) {
        name.setId("node-name");
        name.setAutofocus(true);
        name.setWidthFull();
        name.setPlaceholder("gpu-3");
        name.setHelperText("Lower-case letters, digits, '.' and '-'");
        name.setPattern(NAME);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        dialog = new ActionDialog(work, "Add a node", "Make a join token")
                .with(
                        Dom.note("The node needs a JDK 25 and Yardmaster's files. Its agent dials out to this server;"
                                + " it needs no open port but those of its engines."),
                        name)
                .doing(() -> keys.create(wanted()), made -> reveal(server, name.getValue(), made));
        name.addValueChangeListener(e -> sameCall());
        sameCall();
    }

    void open() {
        dialog.open();
    }

    private void sameCall() {
        dialog.curl(Api.createKey(server, wanted()));
    }

    private NewApiKey wanted() {
        return new NewApiKey("join " + name.getValue().strip(), Set.of(KeyScope.NODE_JOIN), Optional.of(GOOD_FOR));
    }

    private static void reveal(String server, String node, CreatedApiKey made) {
        SecretOnce.open(
                "Run this on the node",
                "The token is shown only now, joins one node, and is good for an hour.",
                command(server, node.strip(), made.token()));
    }

    /** A name that is not one stands for "as the host calls itself". */
    static String command(String server, String node, String token) {
        String named = node.matches(NAME) ? "YARD_NODE_NAME=" + node + " \\\n" : "";
        return "YARD_SERVER_URL=" + server + " \\\n" + named + "YARD_JOIN_TOKEN=" + token + " \\\n./yard agent";
    }
}
