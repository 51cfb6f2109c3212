package dev.yardmaster.ui.adapters;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.ui.documents.DocumentDialog;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Dom;
import java.util.List;
import java.util.Optional;

/** Fields that write an adapter's document. */
public final class NewAdapter {
    private final TextField name = field("adapter-name", "Name", "support-tone");
    private final TextField base = field("adapter-base", "Base model", "name in the catalogue");
    private final TextField source = field("adapter-source", "Source", "hf://owner/name, s3://bucket/prefix, ...");
    private final DocumentDialog dialog;

    private NewAdapter(Documents documents, Work work, String of) {
        dialog = new DocumentDialog(documents, work, "Add an adapter");
        name.setAutofocus(true);
        base.setValue(of);
        dialog.form(Dom.div("form", name, base, source));
        List.of(name, base, source).forEach(f -> f.addValueChangeListener(e -> write()));
    }

    /** @param base that is meant; empty where that has to be said yet */
    public static DocumentDialog dialog(Documents documents, Work work, String base) {
        return new NewAdapter(documents, work, base).dialog;
    }

    private void write() {
        dialog.write(DocumentText.adapter(
                Metadata.named(name.getValue().strip()),
                new AdapterSpec(
                        source.getValue().strip(), base.getValue().strip(), List.of(), List.of(), Optional.empty())));
    }

    private static TextField field(String id, String label, String example) {
        TextField field = new TextField(label);
        field.setId(id);
        field.setPlaceholder(example);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        return field;
    }
}
