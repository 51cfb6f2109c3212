package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.UsageException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code yard describe}. */
@Command(
        name = "describe",
        description =
                "Says everything about one model, adapter, runtime, prefetch, deployment, instance or node, events included.")
public final class DescribeCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "KIND")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME")
    private String name = "";

    public DescribeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Resource resource = Resource.parse(kind);
        Description description = new Description(context.api(), context.out(), Instant.now());
        switch (resource) {
            case MODEL -> description.model(name);
            case ADAPTER -> description.adapter(name);
            case RUNTIME -> description.runtime(name);
            case PREFETCH -> description.prefetch(name);
            case DEPLOYMENT -> description.deployment(name);
            case INSTANCE -> description.instance(name);
            case NODE -> description.node(name);
            case WEIGHTS, EVENT, API_KEY, SECRET ->
                throw new UsageException(resource.path() + " are listed only; use get");
        }
        return ExitCode.OK.number();
    }
}
