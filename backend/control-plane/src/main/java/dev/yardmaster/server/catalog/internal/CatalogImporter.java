package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.CatalogImport;
import dev.yardmaster.contract.catalog.ImportReport;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.catalog.ImportResult.Outcome;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.imports.CatalogTranslation;
import dev.yardmaster.server.catalog.imports.Entry;
import dev.yardmaster.server.catalog.imports.Made;
import dev.yardmaster.server.catalog.imports.Translation;
import dev.yardmaster.server.documents.DocumentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/** Translates, and applies what came of it: models first, as adapters and prefetches name them. */
@Service
class CatalogImporter implements CatalogImport {
    private static final int LONGEST = 4_000_000;

    private final Documents documents;
    private final DocumentStore store;

    CatalogImporter(Documents documents, DocumentStore store) {
        this.documents = documents;
        this.store = store;
    }

    @Override
    public ImportReport run(String text, boolean dryRun, Consumer<ImportResult> progress) {
        if (text.length() > LONGEST) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    "The text has " + text.length() + " characters; at most " + LONGEST + " are read.");
        }
        List<Entry> entries = CatalogTranslation.of(text);
        if (entries.isEmpty()) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "There is no document in the text.");
        }
        List<ImportResult> results =
                new ArrayList<>(entries.stream().map(this::translated).toList());
        if (dryRun) {
            results.replaceAll(this::tried);
            results.forEach(progress);
        } else {
            apply(results, progress);
        }
        return new ImportReport(dryRun, results);
    }

    private ImportResult translated(Entry entry) {
        ImportResult plain = new ImportResult(
                entry.origin(),
                entry.line(),
                entry.kind(),
                entry.name(),
                Outcome.SKIPPED,
                "",
                "",
                List.of(),
                List.of());
        return switch (entry.translation()) {
            case Translation.Imported imported ->
                checked(ImportResults.imported(
                        plain,
                        imported.documents().stream().map(CatalogImporter::of).toList(),
                        imported.notes()));
            case Translation.Skipped skipped -> ImportResults.skipped(plain, skipped.reason());
            case Translation.Refused refused -> ImportResults.refused(plain, refused.reason(), refused.advice());
        };
    }

    private static ImportResult.Translated of(Made made) {
        return new ImportResult.Translated(made.kind(), made.name(), made.yaml(), Optional.empty());
    }

    /** What a person would be told on applying it, without asking any source. */
    private ImportResult checked(ImportResult result) {
        try {
            for (ImportResult.Translated document : result.documents()) {
                store.check(document.text());
            }
            return result;
        } catch (ProblemException e) {
            return ImportResults.refused(result, e);
        }
    }

    /** Runtimes need no source, so that applying them can be tried; models and adapters are as they were translated. */
    private ImportResult tried(ImportResult result) {
        boolean runtimes = result.outcome() == Outcome.IMPORTED
                && result.documents().stream().allMatch(d -> d.kind() == Kind.RUNTIME);
        try {
            if (runtimes) {
                result.documents().forEach(d -> documents.apply(d.text(), true));
            }
            return result;
        } catch (ProblemException e) {
            return ImportResults.refused(result, e);
        }
    }

    private void apply(List<ImportResult> results, Consumer<ImportResult> progress) {
        results.stream().filter(r -> r.outcome() != Outcome.IMPORTED).forEach(progress);
        try (PoliteApplying applying = new PoliteApplying(documents)) {
            for (boolean models : List.of(true, false)) {
                List<Integer> turn = IntStream.range(0, results.size())
                        .filter(i -> isTurn(results.get(i), models))
                        .boxed()
                        .toList();
                applying.each(turn, i -> {
                    ImportResult done = applying.apply(results.get(i));
                    synchronized (results) {
                        results.set(i, done);
                        progress.accept(done);
                    }
                });
            }
        }
    }

    private static boolean isTurn(ImportResult result, boolean models) {
        return result.outcome() == Outcome.IMPORTED
                && result.documents().getFirst().outcome().isEmpty()
                && (result.documents().getFirst().kind() == Kind.MODEL) == models;
    }
}
