package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Table;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code yard explain}. */
@Command(name = "explain", description = "Says for every node why a deployment's next instance would go there or not.")
public final class ExplainCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DEPLOYMENT")
    private String name = "";

    public ExplainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        JsonNode answer = context.api().get("deployments/" + name + "/explain");
        List<PlacementVerdict> verdicts = StreamSupport.stream(answer.spliterator(), false)
                .map(n -> Json.MAPPER.treeToValue(n, PlacementVerdict.class))
                .toList();
        Table table = new Table(List.of("NODE", "FITS", "SCORE", "WHY"));
        verdicts.forEach(v -> table.row(List.of(
                v.node(),
                v.fits() ? "yes" : "no",
                v.fits() ? String.valueOf(v.score()) : "-",
                String.join("; ", v.why()))));
        table.print(context.out());
        return ExitCode.OK.number();
    }
}
