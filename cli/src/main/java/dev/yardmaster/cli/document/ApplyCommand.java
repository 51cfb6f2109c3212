package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.document.ApplyReport;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yard apply}. */
@Command(name = "apply", description = "Applies documents (YAML or JSON), all of them or none.")
public final class ApplyCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE|DIR|-",
            description = "A file, a directory (its *.yaml, *.yml and *.json by name), or - for standard input.")
    private String file = "";

    @Option(names = "--dry-run", description = "Checks everything and says what would happen; changes nothing.")
    private boolean dryRun;

    public ApplyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String text = DocumentText.read(file, context.in());
        Map<String, String> query = dryRun ? Map.of("dryRun", "true") : Map.of();
        ApplyReport report = Json.MAPPER.treeToValue(
                context.api().post("apply", query, "application/yaml", text), ApplyReport.class);
        for (ApplyReport.Result result : report.results()) {
            String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
            context.out()
                    .println(result.kind() + " " + result.name() + ": " + (report.dryRun() ? "would be " : "") + outcome
                            + (result.detail().isBlank() ? "" : ". " + result.detail()));
            result.forecast().filter(_ -> dryRun).ifPresent(f -> {
                Verdicts.runtimes(f.runtime(), context.out());
                Verdicts.nodes(f.nodes(), context.out());
            });
        }
        return ExitCode.OK.number();
    }
}
