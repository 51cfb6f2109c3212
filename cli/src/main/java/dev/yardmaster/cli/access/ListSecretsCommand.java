package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.document.GetCommand;
import dev.yardmaster.cli.output.Format;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yard secret list}, the same as {@code yard get secrets}. */
@Command(name = "list", description = "Lists secrets and their keys; never their values.")
final class ListSecretsCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|yaml",
            description = "table is the default.")
    private Format format = Format.TABLE;

    ListSecretsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return GetCommand.list(context, "secrets", format);
    }
}
