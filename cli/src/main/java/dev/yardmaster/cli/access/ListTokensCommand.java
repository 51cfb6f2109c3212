package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.document.GetCommand;
import dev.yardmaster.cli.output.Format;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yard token list}, the same as {@code yard get api-keys}. */
@Command(name = "list", description = "Lists keys; never their tokens.")
final class ListTokensCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            description = "table is the default.")
    private Format format = Format.TABLE;

    ListTokensCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return GetCommand.list(context, "api-keys", format);
    }
}
