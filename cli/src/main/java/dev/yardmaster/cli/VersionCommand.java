package dev.yardmaster.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code yard version}. */
@Command(name = "version", description = "Prints the version of this command line and its Java.")
final class VersionCommand implements Callable<Integer> {
    private final Context context;

    VersionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String version = Optional.ofNullable(Yard.class.getPackage().getImplementationVersion())
                .orElse("from classes");
        context.out().println("yardmaster " + version + " (Java " + Runtime.version() + ")");
        return ExitCode.OK.number();
    }
}
