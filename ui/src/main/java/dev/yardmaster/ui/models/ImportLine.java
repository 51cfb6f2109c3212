package dev.yardmaster.ui.models;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import java.util.stream.Collectors;

/** What became of one document; what was left out, and ours that it becomes, fold out. */
final class ImportLine extends Div {
    private static final long serialVersionUID = 1L;

    ImportLine(ImportResult result) {
        setClassName("import-line");
        String name = result.name().isEmpty() ? "line " + result.line() : result.name();
        add(Dom.div(
                "row",
                new Badge(word(result), Tone.of(result.outcome())),
                Dom.span("strong", name),
                Dom.span("note", result.kind())));
        if (!result.reason().isEmpty()) {
            add(Dom.note(result.reason()));
        }
        if (!result.advice().isEmpty()) {
            add(Dom.span("expected", "To do: " + result.advice()));
        }
        if (!result.notes().isEmpty()) {
            Div notes = new Div();
            result.notes().forEach(n -> notes.add(Dom.note(n)));
            add(new Details(Words.count(result.notes().size(), "note"), notes));
        }
        if (!result.documents().isEmpty()) {
            String text = result.documents().stream()
                    .map(ImportResult.Translated::text)
                    .collect(Collectors.joining("---\n"));
            add(new Details("Becomes", new CodeBlock(text)));
        }
    }

    private static String word(ImportResult result) {
        return result.documents().stream()
                .flatMap(d -> d.outcome().stream())
                .findFirst()
                .filter(_ -> result.outcome() == ImportResult.Outcome.IMPORTED)
                .map(Words::of)
                .orElseGet(() -> Words.of(result.outcome()));
    }
}
