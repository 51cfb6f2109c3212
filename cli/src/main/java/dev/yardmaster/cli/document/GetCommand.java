package dev.yardmaster.cli.document;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.UsageException;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Format;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code yard get}. */
@Command(
        name = "get",
        description =
                "Lists things, or shows one: models, adapters, runtimes, prefetches, deployments, instances, nodes, weights, events,"
                        + " api-keys, secrets.")
public final class GetCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "KIND")
    private String kind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME")
    private Optional<String> name = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|wide|json|yaml",
            description = "table is the default; wide tells more of instances.")
    private Format format = Format.TABLE;

    @Option(
            names = {"-l", "--label"},
            paramLabel = "LABEL=VALUE",
            description =
                    "Only things with this label; repeat it for more. For models, adapters, runtimes, prefetches, deployments and"
                            + " nodes.")
    private Map<String, String> labels = Map.of();

    @Option(names = "--model", paramLabel = "NAME", description = "Only weights of this model.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--adapter", paramLabel = "NAME", description = "Only weights of this adapter.")
    private Optional<String> adapter = Optional.empty();

    @Option(names = "--node", paramLabel = "NAME", description = "Only weights on this node.")
    private Optional<String> node = Optional.empty();

    public GetCommand(Context context) {
        this.context = context;
    }

    /** The same as the verb, for verbs that are another name of it. */
    public static int list(Context context, String kind, Format format) {
        GetCommand get = new GetCommand(context);
        get.kind = kind;
        get.format = format;
        return get.call();
    }

    @Override
    public Integer call() {
        Resource resource = Resource.parse(kind);
        if (!labels.isEmpty() && (!resource.hasLabels() || name.isPresent())) {
            throw new UsageException(
                    "--label chooses among models, adapters, runtimes, prefetches, deployments or nodes");
        }
        String path = path(resource);
        List<JsonNode> things = things(resource, path);
        switch (format) {
            case TABLE, WIDE ->
                Tables.of(resource, things, format == Format.WIDE, Instant.now())
                        .print(context.out());
            case JSON, YAML -> context.out().print(format.write(document(things)));
        }
        return ExitCode.OK.number();
    }

    /** Of which entry or node weights are listed is part of their address. */
    private String path(Resource resource) {
        List<String> of = Stream.of(
                        model.map(m -> "models/" + m), adapter.map(a -> "adapters/" + a), node.map(n -> "nodes/" + n))
                .flatMap(Optional::stream)
                .toList();
        if (resource == Resource.WEIGHTS ? of.size() > 1 || name.isPresent() : !of.isEmpty()) {
            throw new UsageException("weights are listed by one of --model, --adapter and --node, and nothing else is");
        }
        return of.isEmpty() ? resource.path() : of.getFirst() + "/" + resource.path();
    }

    private List<JsonNode> things(Resource resource, String path) {
        if (name.isPresent()) {
            return List.of(One.of(context.api(), resource, name.get()));
        }
        return Listing.all(context.api(), path, Map.of()).stream()
                .filter(t -> Listing.carries(t, resource, labels))
                .toList();
    }

    private JsonNode document(List<JsonNode> things) {
        return name.isPresent()
                ? things.getFirst()
                : Json.MAPPER.createArrayNode().addAll(things);
    }
}
