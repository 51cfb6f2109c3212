package dev.yardmaster.cli.access;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code yard token revoke}. */
@Command(name = "revoke", description = "Ends a key at once.")
final class RevokeTokenCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "ID", description = "The key's id, see token list; never the token.")
    private String id = "";

    RevokeTokenCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.api().delete("api-keys/" + id);
        context.out().println("ApiKey " + id + ": revoked");
        return ExitCode.OK.number();
    }
}
