package dev.yardmaster.cli.watch;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.contract.agent.LogLine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code yard logs}. */
@Command(name = "logs", description = "Prints what an engine wrote: of one instance, or of a deployment's newest.")
public final class LogsCommand implements Callable<Integer> {
    private static final int AT_MOST = 10_000;
    private static final long EVERY_MILLIS = 1_000;

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
    public Integer call() throws InterruptedException {
        Api api = context.api();
        String instance = instance(api);
        long printed = print(lines(api, instance, tail), -1);
        while (follow) {
            Thread.sleep(EVERY_MILLIS);
            printed = print(lines(api, instance, AT_MOST), printed);
        }
        return ExitCode.OK.number();
    }

    private String instance(Api api) {
        try {
            return api.get("instances/" + name).path("id").asString();
        } catch (ApiException.Refused e) {
            if (e.problem().status() != 404) {
                throw e;
            }
        }
        api.get("deployments/" + name);
        JsonNode instances = api.get("instances", Map.of("deployment", name));
        JsonNode newest = (instances.isArray() ? instances : instances.path("items")).path(0);
        if (newest.isMissingNode()) {
            throw new dev.yardmaster.cli.UsageException("deployment " + name + " has no instances yet");
        }
        return newest.path("id").asString();
    }

    private static List<LogLine> lines(Api api, String instance, int tail) {
        JsonNode answer = api.get("instances/" + instance + "/logs", Map.of("tail", String.valueOf(tail)));
        return StreamSupport.stream((answer.isArray() ? answer : answer.path("items")).spliterator(), false)
                .map(n -> Json.MAPPER.treeToValue(n, LogLine.class))
                .toList();
    }

    private long print(List<LogLine> lines, long printed) {
        long last = printed;
        for (LogLine line : lines) {
            if (line.sequence() > printed) {
                context.out().println(line.text());
                last = Math.max(last, line.sequence());
            }
        }
        return last;
    }
}
