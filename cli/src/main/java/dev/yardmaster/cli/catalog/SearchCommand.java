package dev.yardmaster.cli.catalog;

import static dev.yardmaster.cli.catalog.Counts.count;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Format;
import dev.yardmaster.cli.output.Table;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code yard search}. */
@Command(name = "search", description = "Looks for models that could be added to the catalogue.")
public final class SearchCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TEXT", description = "Part of a name.")
    private String text = "";

    @Option(
            names = "--source",
            paramLabel = "hf|hub|curated",
            description = "Hugging Face (the default), the built-in hub, or the list of well-known models.")
    private SearchPlace source = SearchPlace.HF;

    @Option(names = "--filter", paramLabel = "TAG", description = "Only models with this tag, for instance gguf.")
    private String filter = "";

    @Option(names = "--limit", paramLabel = "N", description = "At most this many, up to 100; 20 is the default.")
    private int limit = 20;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            description = "table is the default.")
    private Format format = Format.TABLE;

    public SearchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", text);
        query.put("source", source.word());
        query.put("limit", String.valueOf(limit));
        if (!filter.isEmpty()) {
            query.put("filter", filter);
        }
        JsonNode items = context.api().get("catalog/search", query).path("items");
        switch (format) {
            case TABLE, WIDE -> table(items).print(context.out());
            case JSON, YAML -> context.out().print(format.write(items));
        }
        return ExitCode.OK.number();
    }

    private static Table table(JsonNode items) {
        Table table =
                new Table(List.of("SOURCE", "PARAMETERS", "DOWNLOADS", "LIKES", "LICENCE", "GATED", "IN CATALOGUE"));
        items.values().forEach(item -> {
            FoundModel found = Json.MAPPER.treeToValue(item, FoundModel.class);
            table.row(List.of(
                    found.source(),
                    count(found.parameters()),
                    count(found.downloads()),
                    count(found.likes()),
                    found.licence().orElse("-"),
                    found.gated().map(g -> g ? "yes" : "no").orElse("-"),
                    found.catalogueName().orElse("-")));
        });
        return table;
    }
}
