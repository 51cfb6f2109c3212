package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code yard caches}. */
@Command(
        name = "caches",
        description = "Trains the JVM's start-up caches in a world of its own, so that later starts are faster.")
public final class CachesCommand implements Callable<Integer> {
    private final Context context;

    public CachesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path root = Path.of(System.getenv().getOrDefault("YARD_ROOT", "")).toAbsolutePath();
        Installation installation = Installation.find(System.getenv(), root);
        Path home = temporary();
        try {
            new CacheTraining(installation, root, new Report(context.out())).run(home);
            return ExitCode.OK.number();
        } catch (DemoFailure e) {
            context.err().println("yard: " + e.getMessage());
            return ExitCode.REFUSED.number();
        } catch (Interrupts.Asked e) {
            return ExitCode.REFUSED.number();
        } finally {
            remove(home);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("yard-caches");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path home) {
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
