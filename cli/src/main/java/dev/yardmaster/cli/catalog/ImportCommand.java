package dev.yardmaster.cli.catalog;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Table;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.catalog.ImportResult.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yard import}. */
@Command(
        name = "import",
        description =
                "Imports models and adapters from documents of OME, KAITO or llmaz. Each stands for itself: one that"
                        + " is refused does not hold up the others. Ends with 1 where any was refused.")
public final class ImportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR|-",
            description = "Files, directories with all below them, or - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--dry-run", description = "Says what would become of each; asks no source and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes our documents there, one file each, for instance for git; applies nothing.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--notes", description = "Also says what was left out or changed on the way.")
    private boolean notes;

    public ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        boolean dry = dryRun || out.isPresent();
        String text = ImportFiles.read(files, context.in());
        List<ImportResult> results = new ArrayList<>();
        context.api().postLines("import", dry ? Map.of("dryRun", "true") : Map.of(), "application/yaml", text, line -> {
            results.add(Json.MAPPER.readValue(line, ImportResult.class));
            if (!dry && results.size() % 10 == 0) {
                context.err().println(results.size() + " done");
            }
        });
        results.sort(Comparator.comparing(ImportResult::origin).thenComparing(ImportResult::line));
        print(results, dry);
        out.ifPresent(directory -> write(directory, results));
        return (count(results, Outcome.REFUSED) > 0 ? ExitCode.REFUSED : ExitCode.OK).number();
    }

    private void print(List<ImportResult> results, boolean dry) {
        Table table = new Table(List.of("OUTCOME", "KIND", "NAME", "FROM", "WHY"));
        for (ImportResult result : results) {
            table.row(List.of(word(result), or(result.kind()), or(result.name()), from(result), why(result)));
            if (notes) {
                result.notes().forEach(n -> table.row(List.of("", "", "", "", "note: " + n)));
            }
        }
        table.print(context.out());
        context.out()
                .println(count(results, Outcome.IMPORTED) + (dry ? " would be imported, " : " imported, ")
                        + count(results, Outcome.REFUSED) + " refused, " + count(results, Outcome.SKIPPED)
                        + " skipped");
    }

    private static String word(ImportResult result) {
        return result.documents().stream()
                .flatMap(d -> d.outcome().stream())
                .findFirst()
                .filter(_ -> result.outcome() == Outcome.IMPORTED)
                .<Enum<?>>map(o -> o)
                .orElse(result.outcome())
                .name()
                .toLowerCase(Locale.ROOT);
    }

    private static String or(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String from(ImportResult result) {
        return result.origin().isEmpty() ? "line " + result.line() : result.origin() + ":" + result.line();
    }

    private static String why(ImportResult result) {
        return result.reason() + (result.advice().isEmpty() ? "" : "; " + result.advice());
    }

    private static long count(List<ImportResult> results, Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).count();
    }

    private void write(Path directory, List<ImportResult> results) {
        int written = 0;
        try {
            Files.createDirectories(directory);
            for (ImportResult result : results) {
                for (ImportResult.Translated document : result.documents()) {
                    String file = document.kind().word().toLowerCase(Locale.ROOT) + "-" + document.name() + ".yaml";
                    Files.writeString(directory.resolve(file), document.text());
                    written++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.out().println(written + " documents written to " + directory);
    }
}
