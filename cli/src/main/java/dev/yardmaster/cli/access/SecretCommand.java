package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code yard secret}, the parent of its verbs. */
@Command(
        name = "secret",
        description = "Keeps credentials for the sources of models; values go in and never come out.",
        synopsisSubcommandLabel = "VERB")
public final class SecretCommand implements Runnable {
    private SecretCommand() {}

    public static CommandLine with(Context context) {
        return new CommandLine(new SecretCommand())
                .addSubcommand(new SetSecretCommand(context))
                .addSubcommand(new ListSecretsCommand(context))
                .addSubcommand(new DeleteSecretCommand(context));
    }

    @Override
    public void run() {
        throw new UsageException("say what to do: secret set, secret list or secret delete");
    }
}
