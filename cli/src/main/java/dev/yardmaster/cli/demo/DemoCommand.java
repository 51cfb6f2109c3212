package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.Context;
import dev.yardmaster.cli.ExitCode;
import dev.yardmaster.cli.chat.Answer;
import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Installation;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Ports;
import dev.yardmaster.cli.process.Site;
import dev.yardmaster.cli.process.SiteSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code yard demo}. */
@Command(
        name = "demo",
        description = "Everything on this machine: starts it, serves a small model, asks it a question, stays up.")
public final class DemoCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final Duration TRAINING_GRACE = Duration.ofSeconds(20);

    private final Context context;

    @Option(names = "--once", description = "Stops everything again once the answer has come.")
    private boolean once;

    public DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path root = Path.of(System.getenv().getOrDefault("YARD_ROOT", "")).toAbsolutePath();
        Installation installation = Installation.find(System.getenv(), root);
        SiteSettings settings = SiteSettings.from(
                        System.getenv(), context.settings().home())
                .with("YARD_BUNDLED_ENGINE", installation.jar(Part.ENGINE).toString());
        Report report = new Report(context.out());
        Leftovers leftovers = new Leftovers(settings.home());
        Optional<String> obstacle = obstacle(settings, leftovers, report);
        if (obstacle.isPresent()) {
            context.err().println("yard: " + obstacle.get());
            return ExitCode.CONFIGURATION.number();
        }
        Site site = new Site(settings, installation::command);
        Interrupts interrupts = Interrupts.install(() -> {
            site.killAll();
            Runtime.getRuntime().halt(INTERRUPTED);
        });
        leftovers.remember("demo", ProcessHandle.current());
        return run(new Demo(site, root, report, interrupts, leftovers), site, report, interrupts, leftovers);
    }

    private int run(Demo demo, Site site, Report report, Interrupts interrupts, Leftovers leftovers) {
        try {
            Answer answer = demo.run();
            new DemoSummary(site.settings(), report).print(answer);
            return once ? ExitCode.OK.number() : stayUp(site, report, interrupts);
        } catch (DemoFailure e) {
            context.err().println("yard: " + e.getMessage());
            return ExitCode.REFUSED.number();
        } catch (Interrupts.Asked e) {
            return INTERRUPTED;
        } finally {
            report.line("stopping (agent and engines, gateway, server); Ctrl-C again ends them at once");
            site.stopAll();
            leftovers.forgetAll();
            report.line("stopped");
        }
    }

    private int stayUp(Site site, Report report, Interrupts interrupts) {
        report.plain("Up until Ctrl-C.");
        Optional<Child> training = trainCaches(site.settings());
        try {
            return watch(site, interrupts);
        } finally {
            training.ifPresent(t -> t.stop(TRAINING_GRACE));
        }
    }

    /** Once per build, in the background and with the least priority, so that the next start is faster. */
    private static Optional<Child> trainCaches(SiteSettings settings) {
        Optional<Installation> copy = Optional.ofNullable(System.getenv("YARD_DIST"))
                .map(d -> Installation.copyAt(Path.of(d).toAbsolutePath()));
        return copy.filter(i -> !Files.exists(i.cache(Part.SERVER))).map(i -> {
            List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
            command.addAll(i.command(Part.CLI, "caches"));
            return Child.start("caches", command, Map.of(), settings.log("caches"));
        });
    }

    private int watch(Site site, Interrupts interrupts) {
        while (!interrupts.await(500)) {
            Optional<Child> dead = site.dead();
            if (dead.isPresent()) {
                context.err().println("yard: " + dead.get().obituary());
                return ExitCode.REFUSED.number();
            }
        }
        return ExitCode.OK.number();
    }

    /** What stands in the way, after ending what a killed demo left behind. */
    private static Optional<String> obstacle(SiteSettings settings, Leftovers leftovers, Report report) {
        Optional<Long> running = leftovers.running();
        if (running.isPresent()) {
            return Optional.of("a demo already runs on " + settings.home() + " (process " + running.get()
                    + "); stop it with Ctrl-C or kill, or set YARD_HOME and other ports");
        }
        List<String> ended = leftovers.end();
        if (!ended.isEmpty()) {
            report.line("ended what an earlier demo left running: " + String.join(", ", ended));
        }
        boolean database = settings.usesOwnDatabase(System.getenv());
        return settings.claims().stream()
                .filter(c -> database || !c.variable().equals(SiteSettings.DATABASE_PORT))
                .filter(c -> Ports.isTaken(c.port()))
                .map(c -> "port " + c.port() + " (" + c.who() + ") is taken; free it, or choose another with "
                        + c.variable())
                .reduce((a, b) -> a + "\nyard: " + b);
    }
}
