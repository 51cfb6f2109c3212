package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.UsageException;
import dev.yardmaster.cli.output.Prompt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yard delete}. */
@Command(
        name = "delete",
        description =
                "Deletes a model, an adapter, a runtime, a prefetch, a deployment, a secret, or a node that is to be forgotten.")
public final class DeleteCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "model, adapter, runtime, prefetch, deployment, secret or node")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME")
    private String name = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Without asking first.")
    private boolean yes;

    public DeleteCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Resource resource = Resource.parse(kind);
        switch (resource) {
            case MODEL, ADAPTER, RUNTIME, PREFETCH, DEPLOYMENT, NODE, SECRET -> {}
            case API_KEY -> throw new UsageException("use: token revoke " + name);
            case INSTANCE -> throw new UsageException("instances come and go with their deployment; use scale");
            case WEIGHTS -> throw new UsageException("a node drops weights by itself when it needs the room");
            case EVENT -> throw new UsageException("events cannot be deleted");
        }
        if (!yes && !Prompt.agrees(context, "Delete " + resource.word() + " " + name + "?")) {
            context.err().println("nothing was deleted");
            return ExitCode.REFUSED.number();
        }
        context.api().delete(resource.path() + "/" + name);
        context.out().println(resource.word() + " " + name + ": deleted");
        return ExitCode.OK.number();
    }
}
