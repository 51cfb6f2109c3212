package dev.yardmaster.ui.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.ui.fake.ViewTest;
import dev.yardmaster.ui.parts.LiveGrid;
import org.junit.jupiter.api.Test;

class CatalogDialogsTest extends ViewTest {
    private static final String TWO = """
            kind: ClusterBaseModel
            metadata: {name: good}
            spec: {storage: {storageUri: hf://acme/good}}
            ---
            kind: ClusterBaseModel
            metadata: {name: bad}
            """;

    private void open(String button) {
        show(new ModelsView(fleet, yard.documents, yard.catalog, yard.catalog, work));
        click(button);
    }

    @SuppressWarnings("unchecked")
    private LiveGrid<FoundModel> found() {
        return find(LiveGrid.class).id("found-grid");
    }

    @SuppressWarnings("unchecked")
    private void lookIn(SearchPlace place) {
        Select<SearchPlace> select = find(Select.class).id("search-place");
        select.setValue(place);
        settle();
    }

    @Test
    void findsWellKnownModelsAtOnceAndOthersByName() {
        open("find-model");
        assertThat(found().rows()).extracting(FoundModel::id).containsExactly("qwen3-8b");
        lookIn(SearchPlace.HF);
        test(find(TextField.class).id("search-text")).setValue("GGUF");
        settle();
        assertThat(found().rows()).extracting(FoundModel::id).containsExactly("acme/Chat-7B-GGUF");
        test(find(TextField.class).id("search-text")).setValue("nobody");
        settle();
        assertThat(found().rows()).isEmpty();
        assertThat(yard.calls).contains("search HF nobody");
    }

    @Test
    void asksWhichQuantisationIsMeantBeforeAnythingIsAdded() {
        open("find-model");
        lookIn(SearchPlace.HF);
        SearchDialog dialog = find(SearchDialog.class).single();
        dialog.take(NewModels.of(found().rows().get(1)));
        settle();
        assertThat(all()).contains("holds the same weights in several ways", "/api/v1/catalog/models");
        assertThat(yard.models).isEmpty();
        assertThat(shown(find(Button.class).id("choice-Q8_0"))).isEqualTo("Q8_0, 7.70 GB");
        click("choice-Q4_K_M");
        assertThat(yard.calls).contains("add hf://acme/Chat-7B-GGUF [chat-Q4_K_M.gguf]");
        assertThat(yard.models).containsKey("chat-7b-gguf");
        assertThat(found().rows().get(1).catalogueName()).contains("chat-7b-gguf");
    }

    @Test
    void saysWhyAHubCouldNotBeSearched() {
        open("find-model");
        yard.refuseNext(
                ProblemException.of(ProblemType.SOURCE_UNAVAILABLE, "The hub could not be searched: it is down."));
        lookIn(SearchPlace.HF);
        assertThat(all()).contains("The hub could not be searched: it is down.");
        assertThat(found().rows()).isEmpty();
    }

    @Test
    void showsWhatBecomesOfEachDocumentBeforeItIsImported() {
        open("import-models");
        assertThat(find(Button.class).id("import-act").isEnabled()).isFalse();
        test(find(TextArea.class).id("import-text")).setValue(TWO);
        settle();
        assertThat(all())
                .contains(
                        "1 would be imported, 1 refused, 0 skipped.",
                        "spec.storage.storageUri is missing",
                        "To do: state where the weights are",
                        "1 note",
                        "/api/v1/import");
        assertThat(yard.models).isEmpty();
        click("import-act");
        assertThat(yard.models).containsOnlyKeys("good");
        assertThat(all()).contains("1 imported, 1 refused, 0 skipped.", "Created");
    }

    @Test
    void saysThatThereIsNothingToImport() {
        open("import-models");
        test(find(TextArea.class).id("import-text")).setValue("# nothing");
        settle();
        assertThat(all()).contains("There is no document in the text.");
        assertThat(find(Button.class).id("import-act").isEnabled()).isFalse();
    }
}
