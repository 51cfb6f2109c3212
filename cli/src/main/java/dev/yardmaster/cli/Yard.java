package dev.yardmaster.cli;

import dev.yardmaster.cli.access.SecretCommand;
import dev.yardmaster.cli.access.TokenCommand;
import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.catalog.AddCommand;
import dev.yardmaster.cli.catalog.FitCommand;
import dev.yardmaster.cli.catalog.ImportCommand;
import dev.yardmaster.cli.catalog.SearchCommand;
import dev.yardmaster.cli.chat.ChatCommand;
import dev.yardmaster.cli.demo.CachesCommand;
import dev.yardmaster.cli.demo.DemoCommand;
import dev.yardmaster.cli.document.ApplyCommand;
import dev.yardmaster.cli.document.DeleteCommand;
import dev.yardmaster.cli.document.DescribeCommand;
import dev.yardmaster.cli.document.ExplainCommand;
import dev.yardmaster.cli.document.GetCommand;
import dev.yardmaster.cli.document.ReleaseCommand;
import dev.yardmaster.cli.document.ScaleCommand;
import dev.yardmaster.cli.hub.HubCommand;
import dev.yardmaster.cli.output.ProblemPrinter;
import dev.yardmaster.cli.watch.EventsCommand;
import dev.yardmaster.cli.watch.LogsCommand;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code yard} command line. */
@Command(
        name = "yard",
        description = "Yardmaster's command line: speaks to the server's REST API and to the gateway.",
        synopsisSubcommandLabel = "VERB",
        subcommands = HelpCommand.class,
        footerHeading =
                "%nEnvironment: YARD_HOME, YARD_SERVER_URL, YARD_TOKEN, YARD_GATEWAY_URL, YARD_API_KEY%n%nExit codes:%n")
public final class Yard {
    private Yard() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(System.getenv(), System.in, out, err, args).number());
    }

    /** Runs one verb; never throws. */
    public static ExitCode run(
            Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, String... args) {
        try {
            Context context = new Context(Settings.from(environment), in, out, err);
            return exitCode(commandLine(context).execute(args));
        } catch (UsageException e) {
            err.println("yard: " + e.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    static CommandLine commandLine(Context context) {
        CommandLine line = new CommandLine(new Yard());
        verbs(context).forEach(line::addSubcommand);
        line.setOut(new java.io.PrintWriter(context.out(), true, StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(
                (e, verb, parsed) -> report(e, context.err()).number());
        line.getCommandSpec()
                .usageMessage()
                .footer(Arrays.stream(ExitCode.values())
                        .map(c -> String.format("  %-3d %s", c.number(), c.meaning()))
                        .toArray(String[]::new));
        return line;
    }

    private static List<Object> verbs(Context context) {
        return List.of(
                new ApplyCommand(context),
                new GetCommand(context),
                new DescribeCommand(context),
                new DeleteCommand(context),
                new SearchCommand(context),
                new AddCommand(context),
                new FitCommand(context),
                new ImportCommand(context),
                new ScaleCommand(context),
                new ReleaseCommand(context),
                new ExplainCommand(context),
                new LogsCommand(context),
                new EventsCommand(context),
                new ChatCommand(context),
                TokenCommand.with(context),
                SecretCommand.with(context),
                HubCommand.with(context),
                new DemoCommand(context),
                new CachesCommand(context),
                new VersionCommand(context));
    }

    /** Says what went wrong; only what nobody foresaw comes with a stack trace. */
    static ExitCode report(Exception failure, PrintStream err) throws Exception {
        return switch (failure) {
            case UsageException e -> {
                err.println("yard: " + e.getMessage());
                yield ExitCode.USAGE;
            }
            case ApiException.NotReachable e -> {
                err.println("yard: " + e.getMessage());
                yield ExitCode.NOT_REACHABLE;
            }
            case ApiException.Refused e -> {
                ProblemPrinter.print(e.problem(), err);
                yield exitCodeOf(e.problem().status());
            }
            default -> throw failure;
        };
    }

    private static ExitCode exitCodeOf(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.NOT_ALLOWED;
            case 404 -> ExitCode.NOT_FOUND;
            default -> ExitCode.REFUSED;
        };
    }

    private static ExitCode exitCode(int number) {
        return Arrays.stream(ExitCode.values())
                .filter(c -> c.number() == number)
                .findFirst()
                .orElse(ExitCode.REFUSED);
    }
}
