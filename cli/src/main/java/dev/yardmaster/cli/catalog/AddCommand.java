package dev.yardmaster.cli.catalog;

import static dev.yardmaster.cli.output.Words.bytes;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Table;
import dev.yardmaster.contract.catalog.AddedModel;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.NewModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yard add}. */
@Command(name = "add", description = "Adds a model to the catalogue by its source, as 'yard search' shows it.")
public final class AddCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description = "For instance hf://org/name, hub://owner/name or curated:NAME.")
    private String source = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Made of the source's where left out.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description =
                    "Only files like this; repeat it for more. Needed where a source holds several kinds of weights.")
    private List<String> include = List.of();

    @Option(names = "--secret", paramLabel = "NAME", description = "A secret that the source is read with.")
    private Optional<String> secret = Optional.empty();

    public AddCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        AddedModel added = Json.MAPPER.treeToValue(
                context.api().post("catalog/models", new NewModel(source, name, include, secret)), AddedModel.class);
        if (added.model().isPresent()) {
            Model model = added.model().get();
            context.out()
                    .println("Model " + model.name() + ": created. "
                            + model.status().files().size() + " files, "
                            + bytes(model.status().bytes()));
            return ExitCode.OK.number();
        }
        context.err().println("yard: nothing was added: it holds the same weights in several ways; choose one:");
        Table table = new Table(List.of("KIND", "SIZE", "ADD WITH"));
        added.choices().forEach(c -> table.row(List.of(c.label(), bytes(c.bytes()), options(c.include()))));
        table.print(context.out());
        return ExitCode.REFUSED.number();
    }

    private static String options(List<String> include) {
        return include.stream().map(i -> "--include '" + i + "'").collect(Collectors.joining(" "));
    }
}
