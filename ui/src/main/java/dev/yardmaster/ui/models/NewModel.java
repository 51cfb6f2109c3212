package dev.yardmaster.ui.models;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.ui.documents.DocumentDialog;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Dom;
import java.util.Arrays;
import java.util.List;

/** Fields that write a model's document. */
final class NewModel {
    private final TextField name = field("model-name", "Name", "tiny-chat");
    private final TextField source = field("model-source", "Source", "hub://owner/name@revision");
    private final TextField include = field("model-include", "Only files like", "all, or for instance *.gguf, *.json");
    private final TextField exclude = field("model-exclude", "But not files like", "for instance training/**");
    private final DocumentDialog dialog;

    private NewModel(Documents documents, Work work) {
        dialog = new DocumentDialog(documents, work, "Add a model");
        name.setAutofocus(true);
        dialog.form(Dom.div("form", name, source, include, exclude));
        List.of(name, source, include, exclude).forEach(f -> f.addValueChangeListener(this::changed));
    }

    static DocumentDialog dialog(Documents documents, Work work) {
        return new NewModel(documents, work).dialog;
    }

    private void changed(HasValue.ValueChangeEvent<String> event) {
        dialog.write(DocumentText.model(
                Metadata.named(name.getValue().strip()),
                new ModelSpec(source.getValue().strip(), globs(include), globs(exclude))));
    }

    private static List<String> globs(TextField field) {
        return Arrays.stream(field.getValue().split("[,\\s]+"))
                .filter(g -> !g.isEmpty())
                .toList();
    }

    private static TextField field(String id, String label, String example) {
        TextField field = new TextField(label);
        field.setId(id);
        field.setPlaceholder(example);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        return field;
    }
}
