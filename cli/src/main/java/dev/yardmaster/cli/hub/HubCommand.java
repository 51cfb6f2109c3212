package dev.yardmaster.cli.hub;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code yard hub}, the parent of its verbs. */
@Command(name = "hub", description = "Fills the built-in hub.", synopsisSubcommandLabel = "VERB")
public final class HubCommand implements Runnable {
    private HubCommand() {}

    public static CommandLine with(Context context) {
        return new CommandLine(new HubCommand()).addSubcommand(new PushCommand(context));
    }

    @Override
    public void run() {
        throw new UsageException("say what to do: hub push DIR OWNER/NAME[@REVISION]");
    }
}
