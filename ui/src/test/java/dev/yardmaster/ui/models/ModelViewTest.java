package dev.yardmaster.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class ModelViewTest extends ViewTest {

    @Test
    void showsWhatAModelWasResolvedTo() {
        yard.put(Samples.model("m", "hub://o/m@v1", ModelFormat.GGUF, Samples.file("m.gguf", 1_500_000)));
        open("m");
        assertThat(all()).contains("hub://o/m@v1", "1.50 MB in 1 file", "no deployment", "kind: Model");
    }

    @Test
    void showsWhoStillNeedsItWhenDeletingIsRefused() {
        yard.put(Samples.model("m", "hub://o/m", ModelFormat.GGUF));
        yard.put(Samples.deployment("chat", "m", Phase.READY, 1, 1, 1, "Ready."));
        open("m");
        click("delete-model");
        test(find(TextField.class).id("dialog-confirm")).setValue("m");
        click("dialog-act");
        assertThat(all()).contains("Something else still needs it", "served by deployment 'chat'");
        assertThat(yard.models).containsKey("m");
    }

    @Test
    void saysThatThereIsNoSuchModel() {
        open("nope");
        assertThat(all()).contains("There is no model named nope");
    }

    @Test
    void writesTheDocumentFromTheFieldsAndAppliesIt() {
        show(new ModelsView(fleet, yard.documents, work));
        click("add-model");
        test(find(TextField.class).id("model-name")).setValue("tiny");
        test(find(TextField.class).id("model-source")).setValue("nonsense");
        settle();
        assertThat(all()).contains("spec.source (line 6)", "'nonsense' cannot be read");
        test(find(TextField.class).id("model-source")).setValue("hub://o/tiny");
        test(find(TextField.class).id("model-include")).setValue("*.gguf, *.json");
        settle();
        assertThat(find(TextArea.class).id("document-text").getValue()).contains("- '*.gguf'\n  - '*.json'");
        assertThat(all()).contains("Would be created", "Model tiny");
        assertThat(yard.models).isEmpty();
        click("document-apply");
        assertThat(yard.models).containsKey("tiny");
    }

    private void open(String name) {
        ModelView view = new ModelView(fleet, yard.documents, work);
        view.about(name);
        show(view);
    }
}
