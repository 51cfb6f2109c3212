package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.document.DeploymentSpec.PlacementSettings;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.ui.documents.DocumentDialog;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Dom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fields that write a deployment's document. */
final class NewDeployment {
    private final TextField name = new TextField("Name");
    private final ComboBox<String> model = new ComboBox<>("Model");
    private final IntegerField replicas = new IntegerField("Replicas");
    private final TextField labels = new TextField("Only on nodes labelled");
    private final DocumentDialog dialog;

    private NewDeployment(FleetState state, Documents documents, Work work) {
        dialog = new DocumentDialog(documents, work, "New deployment");
        name.setId("deployment-name");
        name.setAutofocus(true);
        name.setPlaceholder("chat");
        name.setValueChangeMode(ValueChangeMode.LAZY);
        model.setId("deployment-model");
        model.setItems(state.models().stream().map(Model::name).toList());
        replicas.setId("deployment-replicas");
        replicas.setValue(1);
        replicas.setMin(0);
        replicas.setMax(64);
        replicas.setStepButtonsVisible(true);
        labels.setId("deployment-labels");
        labels.setPlaceholder("any node, or key=value, key=value");
        labels.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(e -> write());
        model.addValueChangeListener(e -> write());
        replicas.addValueChangeListener(e -> write());
        labels.addValueChangeListener(e -> write());
        dialog.form(Dom.div("form", name, model, replicas, labels));
    }

    static DocumentDialog dialog(FleetState state, Documents documents, Work work) {
        return new NewDeployment(state, documents, work).dialog;
    }

    private void write() {
        DeploymentSpec spec = new DeploymentSpec(
                model.getOptionalValue().orElse(""),
                replicas.getOptionalValue(),
                Optional.empty(),
                EngineSettings.DEFAULTS,
                new PlacementSettings(pairs(labels.getValue())));
        dialog.write(DocumentText.deployment(Metadata.named(name.getValue().strip()), spec));
    }

    /** {@code a=1, b=2}; a word without '=' becomes a label with an empty value, for the server to judge. */
    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new TreeMap<>();
        Arrays.stream(text.split("[,\\s]+")).filter(p -> !p.isEmpty()).forEach(p -> {
            String[] both = p.split("=", 2);
            pairs.put(both[0], both.length == 2 ? both[1] : "");
        });
        return pairs;
    }
}
