package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code yard token}, the parent of its verbs. */
@Command(name = "token", description = "Makes, lists and revokes API keys.", synopsisSubcommandLabel = "VERB")
public final class TokenCommand implements Runnable {
    private TokenCommand() {}

    public static CommandLine with(Context context) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new CreateTokenCommand(context))
                .addSubcommand(new ListTokensCommand(context))
                .addSubcommand(new RevokeTokenCommand(context));
    }

    @Override
    public void run() {
        throw new UsageException("say what to do: token create, token list or token revoke");
    }
}
