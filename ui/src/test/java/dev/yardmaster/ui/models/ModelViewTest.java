package dev.yardmaster.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import dev.yardmaster.ui.parts.LiveGrid;
import org.junit.jupiter.api.Test;

class ModelViewTest extends ViewTest {

    @Test
    void showsWhatAModelWasResolvedTo() {
        yard.put(Samples.model("m", "hub://o/m@v1", ModelFormat.GGUF, Samples.file("m.gguf", 1_500_000)));
        open("m");
        assertThat(all()).contains("hub://o/m@v1", "1.50 MB in 1 file", "no deployment", "kind: Model");
    }

    @Test
    void showsStatedFactsBesideThoseOfTheFiles() {
        ModelFacts stated = Samples.facts(8_000_000_000L, 8192, Capability.CHAT);
        ModelFacts derived = Samples.facts(8_030_261_248L, 131_072, Capability.CHAT, Capability.TOOLS);
        yard.put(Samples.withFacts(Samples.model("m", "hub://o/m", ModelFormat.GGUF), stated, derived, stated));
        open("m");
        FactTable.Row context = FactTable.rows(yard.modelService.find("m").orElseThrow()).stream()
                .filter(r -> r.name().equals("Context"))
                .findFirst()
                .orElseThrow();
        assertThat(context).isEqualTo(new FactTable.Row("Context", "8k tokens", "8k tokens", "128k tokens"));
        assertThat(context.differs()).isTrue();
        assertThat(all())
                .contains("The chat template could not be read.", "contextLength: 8192", "None is in the catalogue");
    }

    @Test
    void showsWhereTheWeightsAreAndWhichAdaptersThereAre() {
        yard.put(Samples.model("m", "hub://o/m", ModelFormat.GGUF));
        yard.library.put(Samples.weights("gpu-1", "m", WeightsState.FETCHING, 10, 100));
        yard.library.put(Samples.weights("gpu-1", "other", WeightsState.HELD, 10, 10));
        yard.library.put(Samples.adapter("tone", "m", "hf://acme/tone"));
        open("m");
        LiveGrid<?> grid = find(LiveGrid.class).id("weights-grid");
        assertThat(grid.rows()).hasSize(1);
        assertThat(all()).contains("Adapters on this base", "tone");
        yard.library.put(Samples.weights("gpu-2", "m", WeightsState.QUEUED, 0, 100));
        settle();
        assertThat(grid.rows()).hasSize(2);
        click("prefetch-model");
        assertThat(find(TextArea.class).id("document-text").getValue()).contains("kind: Prefetch", "model: m");
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
        show(new ModelsView(fleet, yard.documents, yard.catalog, yard.catalog, work));
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
