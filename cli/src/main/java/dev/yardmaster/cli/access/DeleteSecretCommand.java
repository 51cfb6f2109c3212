package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code yard secret delete}. */
@Command(name = "delete", description = "Deletes a secret that no model or adapter names.")
final class DeleteSecretCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "NAME")
    private String name = "";

    DeleteSecretCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.api().delete("secrets/" + name);
        context.out().println("Secret " + name + ": deleted");
        return ExitCode.OK.number();
    }
}
