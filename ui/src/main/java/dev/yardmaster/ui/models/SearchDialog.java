package dev.yardmaster.ui.models;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.yardmaster.contract.catalog.AddedModel;
import dev.yardmaster.contract.catalog.CatalogSearch;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.ProblemPanel;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Toast;
import dev.yardmaster.ui.parts.Words;
import java.util.List;

/** Looks for models and adds one by one click, after a choice where its source holds several kinds of weights. */
final class SearchDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 30;
    private final transient CatalogSearch search;
    private final transient Work work;
    private final Select<SearchPlace> place = new Select<>();
    private final TextField text = new TextField("Name");
    private final LiveGrid<FoundModel> found;
    private final Div choices = Dom.div("choices");
    private final ProblemPanel problem = new ProblemPanel();
    private final CodeBlock call = new CodeBlock("");
    private int searches;

    SearchDialog(CatalogSearch search, Work work) {
        this.search = search;
        this.work = work;
        this.found = FoundGrid.make(f -> take(NewModels.of(f)));
        setHeaderTitle("Find a model");
        addClassName("log-dialog");
        place.setId("search-place");
        place.setLabel("Where");
        place.setItems(SearchPlace.values());
        place.setItemLabelGenerator(SearchDialog::label);
        place.setValue(SearchPlace.CURATED);
        place.addValueChangeListener(e -> search());
        text.setId("search-text");
        text.setPlaceholder("part of a name");
        text.setAutofocus(true);
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.addValueChangeListener(e -> search());
        choices.setId("search-choices");
        found.setHeight("min(46vh, 420px)");
        Details same = new Details("The same by API", call);
        same.addClassName("same");
        add(Dom.div("form", place, text), choices, problem, found, same);
        Button leave = new Button("Close", e -> close());
        leave.addThemeNames("tertiary");
        getFooter().add(leave);
        addAttachListener(e -> search());
    }

    private static String label(SearchPlace place) {
        return switch (place) {
            case HF -> "Hugging Face";
            case HUB -> "Built-in hub";
            case CURATED -> "Well-known models";
        };
    }

    private void search() {
        if (!isAttached()) {
            return;
        }
        int mine = ++searches;
        SearchQuery query = SearchQuery.of(place.getValue(), text.getValue().strip(), SHOWN);
        problem.clear();
        choices.removeAll();
        found.setEmptyStateText("Searching…");
        work.run(
                this,
                () -> search.search(query),
                list -> {
                    if (mine == searches) {
                        show(list);
                    }
                },
                refusal -> {
                    if (mine == searches) {
                        found.show(List.of());
                        found.setEmptyStateText("");
                        problem.show(refusal);
                    }
                });
    }

    private void show(List<FoundModel> list) {
        if (list.isEmpty()) {
            found.setEmptyStateComponent(
                    new EmptyState("Nothing was found", "Look somewhere else, or for a shorter part of the name."));
        }
        found.show(list);
    }

    void take(NewModels wanted) {
        problem.clear();
        choices.removeAll();
        call.show(Api.addModel(ServerAddress.current(), wanted.model()));
        choices.add(Dom.note("Asking the source of " + wanted.title() + "…"));
        work.run(this, () -> search.add(wanted.model()), added -> added(wanted, added), this::refused);
    }

    private void refused(Problem refusal) {
        choices.removeAll();
        problem.show(refusal);
    }

    private void added(NewModels wanted, AddedModel added) {
        choices.removeAll();
        added.model()
                .map(Model::name)
                .ifPresentOrElse(
                        name -> {
                            Toast.show("Model " + name + " is in the catalogue");
                            search();
                        },
                        () -> choose(wanted, added.choices()));
    }

    private void choose(NewModels wanted, List<AddedModel.Choice> list) {
        choices.add(Dom.note(wanted.title() + " holds the same weights in several ways. Which of them?"));
        Div row = Dom.div("row");
        for (AddedModel.Choice choice : list) {
            Button button = new Button(
                    choice.label() + ", " + Words.bytes(choice.bytes()), e -> take(wanted.including(choice.include())));
            button.setId("choice-" + choice.label());
            button.addThemeNames("small");
            row.add(button);
        }
        choices.add(row);
    }
}
