package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.deployment.Revision;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code yard explain}. */
@Command(name = "explain", description = "Says why a deployment has its runtime, and for every node why its next instance would go there or not.")
public final class ExplainCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DEPLOYMENT")
    private String name = "";

    public ExplainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        newest().flatMap(Revision::choice).ifPresent(c -> {
            Verdicts.runtimes(c, context.out());
            context.out().println();
        });
        JsonNode answer = context.api().get("deployments/" + name + "/explain");
        List<PlacementVerdict> verdicts = StreamSupport.stream(answer.spliterator(), false)
                .map(n -> Json.MAPPER.treeToValue(n, PlacementVerdict.class))
                .toList();
        Verdicts.nodes(verdicts, context.out());
        return ExitCode.OK.number();
    }

    private Optional<Revision> newest() {
        JsonNode revisions = context.api().get("deployments/" + name + "/revisions");
        return StreamSupport.stream(revisions.spliterator(), false)
                .findFirst()
                .map(n -> Json.MAPPER.treeToValue(n, Revision.class));
    }
}
