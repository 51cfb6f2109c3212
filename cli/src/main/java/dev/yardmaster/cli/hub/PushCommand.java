package dev.yardmaster.cli.hub;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.UsageException;
import dev.yardmaster.cli.output.Words;
import dev.yardmaster.hub.HubException;
import dev.yardmaster.hub.HubPush;
import dev.yardmaster.hub.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code yard hub push}. */
@Command(name = "push", description = "Pushes all files of a directory as one commit; hidden files stay behind.")
final class PushCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "DIR")
    private Path directory = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "OWNER/NAME[@REVISION]",
            description = "The revision is main where none is said.")
    private String address = "";

    @Option(names = "--message", paramLabel = "TEXT", description = "Of the commit.")
    private String message = "Pushed from the command line";

    PushCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        int at = address.indexOf('@');
        String repository = at < 0 ? address : address.substring(0, at);
        String revision = at < 0 ? "main" : address.substring(at + 1);
        String token = context.settings()
                .serverToken()
                .orElseThrow(() -> new UsageException("no token: set YARD_TOKEN to one of scope admin"));
        try {
            HubPush.Result result = HubPush.push(
                    context.settings().server().uri(),
                    token,
                    directory,
                    repository,
                    revision,
                    message,
                    Progress.SILENT);
            result.skipped().forEach(s -> context.err().println("left behind: " + s));
            context.out()
                    .println("hub://" + repository + "@" + revision + ": commit " + result.commit() + ", "
                            + result.files()
                            + " files, " + Words.bytes(result.bytes()) + ", of which "
                            + Words.bytes(result.uploadedBytes()) + " were new");
            return ExitCode.OK.number();
        } catch (HubException e) {
            return report(e).number();
        }
    }

    private ExitCode report(HubException failure) {
        context.err().println("yard: " + failure.getMessage());
        return switch (failure) {
            case HubException.Unavailable _ -> ExitCode.NOT_REACHABLE;
            case HubException.Denied _ -> ExitCode.NOT_ALLOWED;
            case HubException.NotFound _ -> ExitCode.NOT_FOUND;
            case HubException.Malformed _,
                    HubException.Corrupt _,
                    HubException.DiskFull _,
                    HubException.DiskFailed _,
                    HubException.Refused _,
                    HubException.Cancelled _ -> ExitCode.REFUSED;
        };
    }
}
