package dev.yardmaster.ui.weights;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.ui.documents.DocumentDialog;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Dom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fields that write a prefetch policy. */
public final class NewPrefetch {
    private final TextField name = field("prefetch-name", "Name", "warm-base");
    private final TextField target = field("prefetch-target", "Model", "name in the catalogue");
    private final TextField labels = field("prefetch-labels", "Nodes with labels", "all, or for instance pool=gpu");
    private final Kind kind;
    private final DocumentDialog dialog;

    private NewPrefetch(Documents documents, Work work, Kind kind, String of) {
        this.kind = kind;
        dialog = new DocumentDialog(documents, work, "Keep weights on nodes");
        if (kind == Kind.ADAPTER) {
            target.setLabel("Adapter");
        }
        name.setAutofocus(true);
        name.setValue(of);
        target.setValue(of);
        dialog.form(Dom.div("form", name, target, labels));
        List.of(name, target, labels).forEach(f -> f.addValueChangeListener(e -> write()));
        if (!of.isEmpty()) {
            write();
        }
    }

    /** @param of model or adapter that is meant; empty where that has to be said yet */
    public static DocumentDialog dialog(Documents documents, Work work, Kind kind, String of) {
        return new NewPrefetch(documents, work, kind, of).dialog;
    }

    private void write() {
        Optional<String> what = Optional.of(target.getValue().strip());
        boolean adapter = kind == Kind.ADAPTER;
        dialog.write(DocumentText.prefetch(
                Metadata.named(name.getValue().strip()),
                new PrefetchSpec(adapter ? Optional.empty() : what, adapter ? what : Optional.empty(), pairs())));
    }

    private Map<String, String> pairs() {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : labels.getValue().split("[,\\s]+", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return pairs;
    }

    private static TextField field(String id, String label, String example) {
        TextField field = new TextField(label);
        field.setId(id);
        field.setPlaceholder(example);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        return field;
    }
}
