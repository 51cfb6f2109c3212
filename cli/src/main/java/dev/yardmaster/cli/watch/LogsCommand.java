package dev.yardmaster.cli.watch;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.UsageException;
import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.document.Listing;
import dev.yardmaster.cli.document.Resource;
import dev.yardmaster.contract.deployment.Instance;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yard logs}. */
@Command(name = "logs", description = "Prints what an engine wrote: of one instance, or of a deployment's newest.")
public final class LogsCommand implements Callable<Integer> {
    private static final int NOT_FOUND = 404;

    private final Context context;

    @Parameters(paramLabel = "INSTANCE|DEPLOYMENT")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on printing until interrupted.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "LINES", description = "How many lines to begin with; ${DEFAULT-VALUE}.")
    private int tail = 200;

    public LogsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Api api = context.api();
        String path = "instances/" + instance(api) + "/logs";
        api.lines(path, query(tail), context.out()::println);
        while (follow) {
            api.lines(path, query(0), context.out()::println);
        }
        return ExitCode.OK.number();
    }

    private Map<String, String> query(int lines) {
        return Map.of("tail", String.valueOf(lines), "follow", String.valueOf(follow));
    }

    private String instance(Api api) {
        try {
            return api.get("instances/" + name, Instance.class).id();
        } catch (ApiException.Refused e) {
            if (e.problem().status() != NOT_FOUND) {
                throw e;
            }
        }
        api.get("deployments/" + name);
        return Listing.all(api, Resource.INSTANCE, Map.of("deployment", name), Instance.class).stream()
                .max(Comparator.comparing(Instance::revision)
                        .thenComparing(i -> i.condition().since()))
                .map(Instance::id)
                .orElseThrow(() -> new UsageException("deployment " + name + " has no instances yet"));
    }
}
