package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.deployment.Deployment;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code yard scale}. */
@Command(name = "scale", description = "Sets how many instances a deployment has; makes no revision.")
public final class ScaleCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "DEPLOYMENT")
    private String name = "";

    @Parameters(index = "1", paramLabel = "REPLICAS")
    private int replicas;

    public ScaleCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Deployment scaled = Json.MAPPER.treeToValue(
                context.api().post("deployments/" + name + "/scale", Map.of("replicas", replicas)), Deployment.class);
        context.out()
                .println("Deployment " + name + ": " + scaled.spec().wantedReplicas() + " wanted, "
                        + scaled.status().ready() + " ready. " + scaled.status().sentence());
        return ExitCode.OK.number();
    }
}
