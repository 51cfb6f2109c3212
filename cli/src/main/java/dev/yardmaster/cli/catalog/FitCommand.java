package dev.yardmaster.cli.catalog;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Format;
import dev.yardmaster.contract.runtime.FitAnswer;
import dev.yardmaster.contract.runtime.FitQuestion;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code yard fit}. */
@Command(name = "fit", description = "Works out whether a model would fit devices, and what would make it fit.")
public final class FitCommand implements Callable<Integer> {
    private static final double GIB = 0x1p30;

    private final Context context;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model of the catalogue.")
    private String model = "";

    @Option(
            names = "--device",
            paramLabel = "PRODUCT",
            required = true,
            description = "A known product, for instance \"H100 80GB\", or CPU.")
    private String device = "";

    @Option(names = "--memory", paramLabel = "GIB", description = "Of one device, in place of the product's.")
    private @Nullable Double memory;

    @Option(names = "--count", paramLabel = "N", description = "Devices of one node; 1 is the default.")
    private @Nullable Integer count;

    @Option(names = "--nodes", paramLabel = "N", description = "1 is the default.")
    private @Nullable Integer nodes;

    @Option(names = "--runtime", paramLabel = "NAME", description = "The one most preferred is the default.")
    private @Nullable String runtime;

    @Option(names = "--context", paramLabel = "TOKENS", description = "Of one request; the model's is the default.")
    private @Nullable Integer tokens;

    @Option(names = "--concurrency", paramLabel = "N", description = "Requests decoded at once.")
    private @Nullable Integer concurrency;

    @Option(names = "--kv-dtype", paramLabel = "DTYPE", description = "What keys and values are kept in.")
    private @Nullable String kvDtype;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            description = "table is the default.")
    private Format format = Format.TABLE;

    public FitCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FitQuestion question = new FitQuestion(
                model,
                Optional.ofNullable(runtime),
                device,
                Optional.ofNullable(memory),
                Optional.ofNullable(count),
                Optional.ofNullable(nodes),
                Optional.ofNullable(tokens),
                Optional.ofNullable(concurrency),
                Optional.ofNullable(kvDtype),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        JsonNode answered = context.api().post("runtimes/fit", question);
        FitAnswer answer = Json.MAPPER.treeToValue(answered, FitAnswer.class);
        switch (format) {
            case TABLE, WIDE -> print(answer, context.out());
            case JSON, YAML -> context.out().print(format.write(answered));
        }
        return (answer.fits() ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private static void print(FitAnswer answer, PrintStream out) {
        out.println((answer.fits() ? "It fits " : "It does not fit ") + answer.device() + " with " + answer.runtime()
                + ".");
        answer.plan()
                .ifPresent(p -> out.println(String.format(
                        Locale.ROOT,
                        "%s on %d: weights %.1f GiB, keys and values %.1f GiB for %d tokens, %.1f of %.1f GiB in all;"
                                + " %.1f requests of %d tokens at once",
                        p.split(),
                        p.devices(),
                        p.weightsBytes() / GIB,
                        p.keyValueBytes() / GIB,
                        p.kvTokens(),
                        p.totalBytes() / GIB,
                        p.deviceBytes() / GIB,
                        p.concurrency(),
                        p.contextLength())));
        answer.learned()
                .ifPresent(l -> out.println(String.format(
                        Locale.ROOT,
                        "Learned from %d %s of this model here; worked out were weights %.1f GiB, %d tokens and %.1f GiB"
                                + " in all",
                        l.reports(),
                        l.reports() == 1 ? "start" : "starts",
                        l.weightsBytes() / GIB,
                        l.kvTokens(),
                        l.totalBytes() / GIB)));
        answer.why().forEach(w -> out.println("- " + w));
        answer.remedies().forEach(r -> out.println("+ " + r.sentence()));
    }
}
